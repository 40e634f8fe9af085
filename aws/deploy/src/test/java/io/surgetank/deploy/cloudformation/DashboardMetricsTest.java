package io.surgetank.deploy.cloudformation;

import static io.surgetank.deploy.cloudformation.YamlTree.named;
import static org.assertj.core.api.Assertions.assertThat;

import io.surgetank.core.configuration.DefaultConfiguration;
import io.surgetank.core.json.Json;
import io.surgetank.core.pipeline.Pipelines;
import io.surgetank.deploy.infra.Infra;
import io.surgetank.deploy.infra.template.ResolvedResources;
import io.surgetank.deploy.stack.StackConfigurations;
import io.surgetank.deploy.stack.StackSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A dashboard of metrics that no function writes shows nothing, and its alarms never fire.
class DashboardMetricsTest {
  private static final Pattern ROW = Pattern.compile("(?m)^\\| `([A-Z]\\w+)` \\|");

  /// What AWS writes, with the dimensions it writes them with
  /// (sqs-available-cloudwatch-metrics.html, monitoring-metrics-types.html of Lambda,
  /// http-api-metrics.html).
  private static final Map<String, Set<String>> OF_AWS =
      Map.of(
          "AWS/SQS QueueName",
          Set.of(
              "ApproximateNumberOfMessagesVisible",
              "ApproximateNumberOfMessagesNotVisible",
              "ApproximateAgeOfOldestMessage",
              "ApproximateNumberOfGroupsWithInflightMessages"),
          "AWS/Lambda FunctionName",
          Set.of("Errors", "Throttles", "Duration", "ConcurrentExecutions", "Invocations"),
          "AWS/ApiGateway ApiId",
          Set.of("Count", "4xx", "5xx", "Latency", "IntegrationLatency"));

  private record Looked(String namespace, String name, List<String> dimensions) {}

  @Test
  void every_metric_that_is_read_is_written() throws Exception {
    var documented = documented();

    var all = new ArrayList<Looked>(onTheDashboard());
    all.addAll(alarmed());
    for (Looked looked : all)
      if (looked.namespace().equals("Surgetank")) {
        assertThat(documented).contains(looked.name());
        assertThat(looked.dimensions()).containsExactly("Stage", "Pipeline");
      } else
        assertThat(OF_AWS.get(looked.namespace() + " " + String.join(" ", looked.dimensions())))
            .as(looked.toString())
            .contains(looked.name());
  }

  /// A metric of a queue that is called otherwise shows nothing either.
  @Test
  void every_metric_is_of_something_that_is_deployed() {
    for (Pipelines pipelines :
        List.of(DefaultConfiguration.pipelines(), StackConfigurations.read(Infra.IN_ORDER))) {
      var deployed = Set.copyOf(names(pipelines));
      JsonNode resources = resolved(pipelines);
      List<List<String>> all = new ArrayList<>();
      for (JsonNode resource : resources)
        switch (resource.path("type").asString()) {
          case "AWS::CloudWatch::Alarm" ->
              resource
                  .at("/properties/Dimensions")
                  .forEach(dimension ->
                      all.add(
                          List.of(
                              dimension.path("Name").asString(),
                              dimension.path("Value").asString())));
          case "AWS::CloudWatch::Dashboard" -> all.addAll(shown(resource));
          default -> {}
        }

      assertThat(all).hasSizeGreaterThan(60).allMatch(deployed::contains);
    }
  }

  private static JsonNode resolved(Pipelines pipelines) {
    return JsonMapper.shared()
        .valueToTree(
            ResolvedResources.of(
                TemplateTest.template(pipelines),
                Map.of(),
                new StackSettings.Place("eu-central-1", "123456789012")));
  }

  private static List<List<String>> names(Pipelines pipelines) {
    var names = new ArrayList<List<String>>();
    names.add(List.of("Stage", "dev"));
    names.add(List.of("ApiId", "HttpApi"));
    pipelines.all().forEach(each -> names.add(List.of("Pipeline", each.name().toString())));
    for (JsonNode resource : resolved(pipelines))
      for (String name : List.of("QueueName", "FunctionName"))
        if (resource.path("properties").has(name))
          names.add(List.of(name, resource.path("properties").path(name).asString()));
    return names;
  }

  private static List<List<String>> shown(JsonNode dashboard) {
    var shown = new ArrayList<List<String>>();
    String body = dashboard.at("/properties/DashboardBody").asString();
    for (JsonNode widget : Json.read(body).path("widgets"))
      for (JsonNode line : widget.path("properties").path("metrics"))
        for (int i = 2; i + 1 < line.size(); i += 2)
          shown.add(List.of(line.get(i).asString(), line.get(i + 1).asString()));
    return shown;
  }

  @Test
  void the_dashboard_shows_the_queue_and_the_jobs_of_every_pipeline() {
    var shown = new HashSet<String>();
    for (Looked looked : onTheDashboard()) shown.add(looked.name());

    assertThat(shown)
        .contains(
            "ApproximateNumberOfMessagesVisible",
            "ApproximateNumberOfMessagesNotVisible",
            "ApproximateAgeOfOldestMessage",
            "Received",
            "Accepted",
            "Processed",
            "Retried",
            "DeadLettered",
            "Latency",
            "Errors",
            "Throttles");
    assertThat(onTheDashboard()).hasSize(3 + 2 + 4 * 4 + 5 * (4 + 10 + 4));
  }

  @Test
  void an_alarm_fires_for_every_state_that_must_not_occur() {
    assertThat(alarmed())
        .extracting(Looked::name)
        .contains(
            "ApproximateNumberOfMessagesVisible",
            "ApproximateAgeOfOldestMessage",
            "Errors",
            "Throttles",
            "5xx",
            "DeadLettered",
            "Malformed",
            "Swept");
  }

  @Test
  void the_dashboard_shows_the_number_of_keys_in_process_of_an_ordered_pipeline() {
    Pipelines inOrder = StackConfigurations.read(Infra.IN_ORDER);

    assertThat(onTheDashboard(inOrder))
        .hasSize(3 + 2 + 4 * 4 + 2 * (4 + 10 + 4) + 1)
        .filteredOn(looked -> looked.name().contains("Groups"))
        .hasSize(1);
    assertThat(dashboard(inOrder))
        .contains("surgetank-${EnvironmentName}-transfers.fifo")
        // The functions report the pipeline, not its queue.
        .contains("\"Pipeline\", \"transfers\"");
  }

  private static List<Looked> onTheDashboard() {
    return onTheDashboard(DefaultConfiguration.pipelines());
  }

  private static List<Looked> onTheDashboard(Pipelines pipelines) {
    var looked = new ArrayList<Looked>();
    for (JsonNode widget : Json.read(dashboard(pipelines)).path("widgets"))
      for (JsonNode line : widget.path("properties").path("metrics")) {
        var dimensions = new ArrayList<String>();
        for (int i = 2; i + 1 < line.size(); i += 2) dimensions.add(line.get(i).asString());
        looked.add(new Looked(line.get(0).asString(), line.get(1).asString(), dimensions));
      }
    return looked;
  }

  private static String dashboard(Pipelines pipelines) {
    var resources = named(TemplateTest.template(pipelines).get("Resources"));
    var properties = named(named(resources.get("Dashboard")).get("Properties"));
    return (String) named(properties.get("DashboardBody")).get("Fn::Sub");
  }

  private static List<Looked> alarmed() {
    var looked = new ArrayList<Looked>();
    resources().values().stream()
        .map(YamlTree::named)
        .filter(resource -> "AWS::CloudWatch::Alarm".equals(resource.get("Type")))
        .map(resource -> named(resource.get("Properties")))
        .forEach(alarm -> {
          var dimensions = new ArrayList<String>();
          for (Object dimension : (List<?>) alarm.get("Dimensions"))
            dimensions.add(String.valueOf(named(dimension).get("Name")));
          looked.add(
              new Looked(
                  (String) alarm.get("Namespace"), (String) alarm.get("MetricName"), dimensions));
        });
    return looked;
  }

  private static Map<String, Object> resources() {
    return named(TemplateTest.template(DefaultConfiguration.pipelines()).get("Resources"));
  }

  private static Set<String> documented() throws Exception {
    String text = Files.readString(Path.of("../../docs/aws/backend.md"));
    String metrics = text.substring(text.indexOf("## Metrics"));
    var names = new TreeSet<String>();
    ROW.matcher(metrics.substring(0, metrics.indexOf("\n## ", 1)))
        .results()
        .forEach(row -> names.add(row.group(1)));
    return names;
  }
}
