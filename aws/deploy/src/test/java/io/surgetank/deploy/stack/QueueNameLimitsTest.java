package io.surgetank.deploy.stack;

import static org.assertj.core.api.Assertions.assertThat;

import io.surgetank.core.pipeline.Pipelines;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Names of queues that AWS would refuse.
class QueueNameLimitsTest {
  private static final StackSettings SETTINGS = StackSettings.of("dev", "eu-central-1");

  @Test
  void two_queues_of_one_name_are_refused() {
    Pipelines pipelines =
        StackConfigurations.read(
            """
            pipelines:
              a: {intake: {path: /a, schema: s.json}, work: {handler: task}}
              a-dlq: {intake: {path: /b, schema: s.json}, work: {handler: task}}
            """);

    assertThat(rules(pipelines, SETTINGS)).contains(AwsLimit.QUEUE_NAME);
  }

  @Test
  void a_queue_in_order_and_one_that_is_not_have_two_names() {
    String pipelines =
        """
        pipelines:
          a: {intake: {path: /a, schema: s.json}, work: {handler: task, orderingKey: k}}
          a-dlq: {intake: {path: /b, schema: s.json}, work: {handler: task%s}}
        """;

    assertThat(rules(StackConfigurations.read(pipelines.formatted("")), SETTINGS)).isEmpty();
    assertThat(rules(StackConfigurations.read(pipelines.formatted(", orderingKey: k")), SETTINGS))
        .contains(AwsLimit.QUEUE_NAME);
  }

  @Test
  void the_suffix_of_a_fifo_queue_counts_too() {
    String name = "a".repeat(58); // with "surgetank-dev-" and "-dlq" 76 of 80
    String pipelines =
        """
        pipelines:
          %s: {intake: {path: /a, schema: s.json}, work: {handler: task%s}}
        """;

    assertThat(rules(StackConfigurations.read(pipelines.formatted(name, "")), SETTINGS)).isEmpty();
    assertThat(
            rules(
                StackConfigurations.read(pipelines.formatted(name, ", orderingKey: k")), SETTINGS))
        .containsExactly(AwsLimit.QUEUE_NAME);
  }

  private static List<AwsLimit> rules(Pipelines pipelines, StackSettings settings) {
    return switch (StackFactory.of(pipelines, settings)) {
      case StackResult.Ready _ -> List.of();
      case StackResult.Refused(var errors) -> errors.stream().map(StackError::awsLimit).toList();
    };
  }
}
