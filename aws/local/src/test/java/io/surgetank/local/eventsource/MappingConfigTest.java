package io.surgetank.local.eventsource;

import static io.surgetank.local.eventsource.SampleMessages.config;
import static io.surgetank.local.eventsource.SampleMessages.fifo;
import static io.surgetank.local.eventsource.SampleMessages.queue;
import static io.surgetank.local.eventsource.SampleMessages.withMaximum;
import static io.surgetank.local.eventsource.SampleMessages.withWindow;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.surgetank.deploy.stack.LambdaFunction;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/// What Lambda refuses when a mapping is created (API_CreateEventSourceMapping.html).
class MappingConfigTest {
  /// 10,000 messages for a standard queue, 10 for FIFO (services-sqs-configure.html).
  @Test
  void the_batch_limit_depends_on_the_kind_of_queue() {
    MappingConfig ten = withWindow(config(queue(5), 10), Duration.ofSeconds(1));
    assertThat(ten.sqsTrigger().window()).isEqualTo(Duration.ofSeconds(1));

    refused(() -> config(queue(5), 0), "batch must be 1 to 10000");
    refused(() -> config(fifo(5), 11), "batch must be 1 to 10, not 11");
  }

  /// More than ten need a window of a second (services-sqs-configure.html).
  @Test
  void a_batch_over_ten_requires_a_window() {
    refused(() -> config(queue(5), 11), "a batch over 10 requires a window");
  }

  /// 0 to 300 s, and not for FIFO (services-sqs-configure.html).
  @Test
  void the_window_is_limited() {
    refused(
        () -> withWindow(config(queue(5), 10), Duration.ofSeconds(301)),
        "window must be 0 to 300 s");
    refused(
        () -> withWindow(config(fifo(5), 10), Duration.ofSeconds(1)), "window is not supported");
  }

  /// 2 to 1,000 (services-sqs-scaling.html).
  @Test
  void the_maximum_concurrency_is_limited() {
    refused(() -> withMaximum(config(queue(5), 10), 1), "maximum concurrency must be 2 to 1000");
    refused(
        () -> withMaximum(config(queue(5), 10), 1_001), "maximum concurrency must be 2 to 1000");
    assertThat(withMaximum(config(queue(5), 10), 1_000).cap()).isEqualTo(1_000);
  }

  /// The function's timeout must not be longer than the queue's visibility
  /// (services-sqs-configure.html).
  @Test
  void a_visibility_timeout_below_the_function_timeout_is_refused() {
    MappingConfig mappingConfig = config(queue(5), 10);
    assertThat(
            MappingConfig.of(mappingConfig.sqsTrigger(), mappingConfig.sqsQueue(), function(30))
                .sqsTrigger()
                .function())
        .isEqualTo(SampleMessages.WORKER);

    refused(
        () -> MappingConfig.of(mappingConfig.sqsTrigger(), mappingConfig.sqsQueue(), function(31)),
        "the visibility timeout of local-orders (30 s) is less than the timeout of local-worker (31"
            + " s)");
  }

  @Test
  void a_mapping_of_another_queue_is_refused() {
    MappingConfig mappingConfig = config(queue(5), 10);

    refused(
        () ->
            new MappingConfig(
                mappingConfig.sqsTrigger(),
                fifo(5),
                mappingConfig.mappingLimits(),
                mappingConfig.assumptions()),
        "the mapping polls local-orders, not local-orders.fifo");
  }

  private static LambdaFunction function(int seconds) {
    return new LambdaFunction(
        SampleMessages.WORKER,
        "x.Y",
        512,
        Duration.ofSeconds(seconds),
        OptionalInt.empty(),
        Map.of(),
        List.of());
  }

  private static void refused(ThrowingCallable creation, String problem) {
    assertThatThrownBy(creation)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(problem);
  }
}
