package io.surgetank.deploy.cloudformation;

import static io.surgetank.deploy.cloudformation.YamlTree.named;
import static org.assertj.core.api.Assertions.assertThat;

import io.surgetank.core.configuration.DefaultConfiguration;
import io.surgetank.core.pipeline.Pipelines;
import io.surgetank.deploy.infra.Infra;
import io.surgetank.deploy.infra.template.TemplateReader;
import io.surgetank.deploy.stack.SqsQueue;
import io.surgetank.deploy.stack.Stack;
import io.surgetank.deploy.stack.StackConfigurations;
import io.surgetank.deploy.stack.StackFactory;
import io.surgetank.deploy.stack.StackResult;
import io.surgetank.deploy.stack.StackSettings;
import io.surgetank.deploy.stack.StackValidator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class TemplateTest {
  private static final StackSettings.Place ELSEWHERE =
      new StackSettings.Place("us-east-1", "123456789012");

  private static final StackSettings SETTINGS = StackSettings.of("dev", "eu-central-1");

  @Test
  void a_template_reads_back_as_the_stack_it_was_written_from() {
    String yaml = YamlTree.write(template(DefaultConfiguration.pipelines()));

    assertThat(TemplateReader.read(YamlTree.read(yaml), Map.of(), SETTINGS.place()))
        .isEqualTo(stack(DefaultConfiguration.pipelines(), SETTINGS));
  }

  @Test
  void a_pipeline_in_order_has_fifo_queues_and_of_others_nothing_is_said_of_it() {
    var resources = named(template(StackConfigurations.read(Infra.IN_ORDER)).get("Resources"));

    for (String queue : List.of("TransfersQueue", "TransfersDeadLetters"))
      assertThat(named(named(resources.get(queue)).get("Properties")))
          .containsEntry("FifoQueue", true)
          .containsEntry("ContentBasedDeduplication", false)
          .containsEntry("DeduplicationScope", "messageGroup")
          .containsEntry("FifoThroughputLimit", "perMessageGroupId");
    for (String queue : List.of("NotesQueue", "NotesDeadLetters"))
      assertThat(named(named(resources.get(queue)).get("Properties")))
          .doesNotContainKeys(
              "FifoQueue",
              "ContentBasedDeduplication",
              "DeduplicationScope",
              "FifoThroughputLimit");
  }

  /// Lambda takes no window for a FIFO queue; a tool or two refuse one of 0 s as well.
  @Test
  void of_a_fifo_queue_s_mapping_no_window_is_said() {
    var resources = named(template(StackConfigurations.read(Infra.IN_ORDER)).get("Resources"));

    for (String mapping : List.of("TransfersQueueMapping", "TransfersDeadLettersMapping"))
      assertThat(named(named(resources.get(mapping)).get("Properties")))
          .containsEntry("FunctionResponseTypes", List.of("ReportBatchItemFailures"))
          .doesNotContainKey("MaximumBatchingWindowInSeconds");
    assertThat(named(named(resources.get("NotesQueueMapping")).get("Properties")))
        .containsEntry("MaximumBatchingWindowInSeconds", 0L);
  }

  @Test
  void a_fifo_queue_without_high_throughput_is_read_as_such() {
    String yaml = YamlTree.write(template(StackConfigurations.read(Infra.IN_ORDER)));

    Stack read =
        TemplateReader.read(
            YamlTree.read(
                yaml.replace("FifoThroughputLimit: perMessageGroupId", "DelaySeconds: 0")),
            Map.of(),
            SETTINGS.place());

    assertThat(read.queues())
        .filteredOn(sqsQueue -> sqsQueue.ref().pipeline().equals("transfers"))
        .hasSize(2)
        .allMatch(sqsQueue -> sqsQueue.kind() == SqsQueue.Kind.FIFO);
  }

  /// One template for every stage, region and account: nothing of them is written into it.
  @Test
  void a_template_applied_elsewhere_is_the_stack_of_there() {
    var there = StackSettings.of("prod", "us-east-1").at(ELSEWHERE);

    assertThat(
            TemplateReader.read(
                template(DefaultConfiguration.pipelines()),
                Map.of("EnvironmentName", "prod"),
                ELSEWHERE))
        .isEqualTo(stack(DefaultConfiguration.pipelines(), there));
  }

  @Test
  void chosen_parameters_are_read() {
    Stack read =
        TemplateReader.read(
            template(DefaultConfiguration.pipelines()),
            Map.of(
                "LambdaMemorySize", "2048",
                "ThrottleRate", "50"),
            ELSEWHERE);

    assertThat(read.functions()).allMatch(lambdaFunction -> lambdaFunction.memory() == 2048);
    assertThat(read.api().throttle().rate()).isEqualTo(50);
    assertThat(StackValidator.errors(read)).isEmpty();
  }

  /// The worker begins nothing that it could not settle: with less time every job dies unworked.
  @Test
  void what_follows_the_pipelines_can_be_given_no_other_value() {
    var parameters = named(template(DefaultConfiguration.pipelines()).get("Parameters"));

    assertThat(named(parameters.get("LambdaTimeout")))
        .containsEntry("Default", 45L)
        .containsEntry("MinValue", 45L)
        .containsEntry("MaxValue", 45L);
    assertThat(named(parameters.get("QueueVisibilityTimeout")))
        .containsEntry("Default", 270L)
        .containsEntry("MinValue", 270L)
        .containsEntry("MaxValue", 270L);
  }

  @Test
  void snap_start_is_off_where_the_region_has_none() {
    for (var each : Map.of("eu-central-1", "PublishedVersions", "eu-central-2", "None").entrySet())
      assertThat(
              named(
                  named(template(StackSettings.of("dev", each.getKey())).get("Parameters"))
                      .get("SnapStart")))
          .containsEntry("Default", each.getValue());
  }

  @Test
  void names_and_paths_that_have_the_same_letters_are_distinguished() {
    Pipelines pipelines =
        StackConfigurations.read(
            """
            pipelines:
              a-b: {intake: {path: /a-b, schema: s.json}, work: {handler: task}}
              a--b: {intake: {path: /a/b, schema: s.json}, work: {handler: task}}
            """);

    assertThat(TemplateReader.read(template(pipelines), Map.of(), SETTINGS.place()))
        .isEqualTo(stack(pipelines, SETTINGS));
  }

  /// Another id is another queue to CloudFormation: the one with the messages would go.
  @Test
  void names_of_resources_do_not_depend_on_the_order_of_pipelines() {
    String one = "  a-b: {intake: {path: /a-b, schema: s.json}, work: {handler: task}}\n";
    String other = "  a--b: {intake: {path: /a/b, schema: s.json}, work: {handler: task}}\n";

    assertThat(names("pipelines:\n" + one + other))
        .isEqualTo(names("pipelines:\n" + other + one))
        .containsAllEntriesOf(names("pipelines:\n" + one))
        .containsAllEntriesOf(names("pipelines:\n" + other));
  }

  /// Queues and routes by their logical ids.
  private static Map<String, String> names(String yaml) {
    var names = new TreeMap<String, String>();
    named(template(StackConfigurations.read(yaml)).get("Resources"))
        .forEach((id, resource) -> {
          var properties = named(named(resource).get("Properties"));
          for (String name : List.of("QueueName", "RouteKey"))
            if (properties.containsKey(name)) names.put(id, String.valueOf(properties.get(name)));
        });
    return names;
  }

  @Test
  void no_secret_has_a_default() {
    var token =
        named(
            named(template(DefaultConfiguration.pipelines()).get("Parameters"))
                .get("OperatorToken"));

    assertThat(token).containsEntry("NoEcho", true).doesNotContainKey("Default");
  }

  @Test
  void only_intakes_ask_for_the_authorizer_s_token() {
    named(template(DefaultConfiguration.pipelines()).get("Resources"))
        .values()
        .forEach(resource -> {
          var properties = named(named(resource).get("Properties"));
          if (properties.get("RouteKey") instanceof String key)
            assertThat(properties.containsKey("AuthorizationType"))
                .as(key)
                .isEqualTo(key.matches("ANY /(orders|order|task|api/v1/tasks)(/.*)?"));
        });
  }

  static Map<String, Object> template(Pipelines pipelines) {
    return new Template(pipelines, SETTINGS).whole();
  }

  private static Map<String, Object> template(StackSettings settings) {
    return new Template(DefaultConfiguration.pipelines(), settings).whole();
  }

  private static Stack stack(Pipelines pipelines, StackSettings settings) {
    return ((StackResult.Ready) StackFactory.of(pipelines, settings)).stack().sorted();
  }
}
