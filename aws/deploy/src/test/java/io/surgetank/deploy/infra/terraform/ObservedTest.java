package io.surgetank.deploy.infra.terraform;

import static org.assertj.core.api.Assertions.assertThat;

import io.surgetank.core.configuration.DefaultConfiguration;
import io.surgetank.deploy.infra.Infra;
import io.surgetank.deploy.stack.StackConfigurations;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Every metric on the dashboard and in an alarm is one that is really told, by what stands there.
class ObservedTest {
  private static final Map<String, Set<String>> TOLD_BY_AWS =
      Map.of(
          "AWS/SQS",
              Set.of(
                  "ApproximateNumberOfMessagesVisible",
                  "ApproximateNumberOfMessagesNotVisible",
                  "ApproximateAgeOfOldestMessage",
                  "ApproximateNumberOfGroupsWithInflightMessages"),
          "AWS/Lambda", Set.of("Errors", "Throttles", "Duration", "ConcurrentExecutions"),
          "AWS/ApiGateway", Set.of("Count", "4xx", "5xx", "Latency"));

  @TempDir Path temp;

  record Metric(String namespace, String name, Map<String, String> dimensions) {}

  @Test
  void every_metric_that_is_shown_or_alarmed_on_exists_with_these_dimensions() {
    var tofu = Tofu.in(temp, "app", Tofu.NEW).packed(DefaultConfiguration.pipelines());
    tofu.apply(Variables.with()).ok();
    JsonNode state = tofu.state();
    var there = new There(state);

    List<Metric> shown = shown(state);
    List<Metric> alarmed = alarmed(state);

    assertThat(shown).hasSizeGreaterThan(60).allMatch(there::tells);
    assertThat(alarmed).hasSizeGreaterThan(20).allMatch(there::tells);
    assertThat(alarmed)
        .extracting(Metric::name)
        .contains("Died", "Swept", "Throttles", "Errors", "5xx", "ApproximateAgeOfOldestMessage");
  }

  @Test
  void a_fifo_queue_s_metrics_are_told_by_a_queue_of_that_name() throws IOException {
    var tofu = Tofu.in(temp, "app", Tofu.NEW).packed(StackConfigurations.read(Infra.IN_ORDER));
    tofu.apply(Variables.with()).ok();
    JsonNode state = tofu.state();
    var there = new There(state);

    List<Metric> shown = shown(state);

    assertThat(shown).allMatch(there::tells);
    assertThat(alarmed(state)).allMatch(there::tells);
    assertThat(shown)
        .filteredOn(metric -> metric.name().equals("ApproximateNumberOfGroupsWithInflightMessages"))
        .extracting(Metric::dimensions)
        .containsExactly(Map.of("QueueName", "surgetank-dev-transfers.fifo"));
  }

  /// What can tell a metric: the queues, functions, APIs and pipelines that stand there.
  private static final class There {
    private final List<String> ours = documented();
    private final List<String> queues;
    private final List<String> functions;
    private final List<String> apis;

    There(JsonNode state) {
      queues = each(state, "aws_sqs_queue", "name");
      functions = each(state, "aws_lambda_function", "function_name");
      apis = each(state, "aws_apigatewayv2_api", "id");
    }

    boolean tells(Metric metric) {
      var by = metric.dimensions();
      if (metric.namespace().equals("Surgetank"))
        return ours.contains(metric.name())
            && by.keySet().equals(Set.of("Stage", "Pipeline"))
            && "dev".equals(by.get("Stage"))
            && queues.stream()
                .anyMatch(queue ->
                    queue.replace(".fifo", "").equals("surgetank-dev-" + by.get("Pipeline")));
      if (!TOLD_BY_AWS.getOrDefault(metric.namespace(), Set.of()).contains(metric.name()))
        return false;
      return switch (metric.namespace()) {
        case "AWS/SQS" -> by.size() == 1 && queues.contains(by.get("QueueName"));
        case "AWS/Lambda" -> by.size() == 1 && functions.contains(by.get("FunctionName"));
        default -> by.size() == 1 && apis.contains(by.get("ApiId"));
      };
    }
  }

  /// The table of metrics in docs/aws/backend.md.
  private static List<String> documented() {
    return Tree.text(Tree.root().resolve("docs/aws/backend.md"))
        .lines()
        .dropWhile(line -> !line.equals("## Metrics"))
        .filter(line -> line.matches("\\| `[A-Z]\\w+` \\|.*"))
        .map(line -> line.substring(3, line.indexOf("` |")))
        .toList();
  }

  private static List<Metric> shown(JsonNode state) {
    var metrics = new ArrayList<Metric>();
    String body = each(state, "aws_cloudwatch_dashboard", "dashboard_body").getFirst();
    for (JsonNode widget : JsonMapper.shared().readTree(body).path("widgets"))
      for (JsonNode line : widget.path("properties").path("metrics")) {
        var dimensions = new TreeMap<String, String>();
        for (int i = 2; i + 1 < line.size(); i += 2)
          dimensions.put(line.get(i).asString(), line.get(i + 1).asString());
        metrics.add(new Metric(line.get(0).asString(), line.get(1).asString(), dimensions));
      }
    return metrics;
  }

  private static List<Metric> alarmed(JsonNode state) {
    var metrics = new ArrayList<Metric>();
    for (JsonNode resource : state.at("/values/root_module/resources")) {
      if (!resource.path("type").asString().equals("aws_cloudwatch_metric_alarm")) continue;
      JsonNode values = resource.path("values");
      var dimensions = new TreeMap<String, String>();
      for (var dimension : values.path("dimensions").properties())
        dimensions.put(dimension.getKey(), dimension.getValue().asString());
      metrics.add(
          new Metric(
              values.path("namespace").asString(),
              values.path("metric_name").asString(),
              dimensions));
    }
    return metrics;
  }

  private static List<String> each(JsonNode state, String type, String attribute) {
    return state
        .at("/values/root_module/resources")
        .valueStream()
        .filter(resource -> resource.path("type").asString().equals(type))
        .map(resource -> resource.path("values").path(attribute).asString())
        .toList();
  }
}
