package io.surgetank.local.eventsource;

import static io.surgetank.local.eventsource.FakeLambda.error;
import static io.surgetank.local.eventsource.FakeLambda.fine;
import static io.surgetank.local.eventsource.FakeLambda.itemFailures;
import static io.surgetank.local.eventsource.FakeLambda.unbounded;
import static io.surgetank.local.eventsource.SampleMessages.VISIBILITY;
import static io.surgetank.local.eventsource.SampleMessages.config;
import static io.surgetank.local.eventsource.SampleMessages.queue;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// The back-off strategy of services-sqs-errorhandling.html.
class BackOffTest {
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final MappingConfig ONE_EACH = config(queue(9), 1);

  private static MappingHarness busy(MappingConfig mappingConfig, FakeLambda fakeLambda) {
    var mappingHarness =
        new MappingHarness(
            mappingConfig, fakeLambda, 1, time -> new ModelSqs(mappingConfig.sqsQueue(), time));
    IntStream.range(0, 2_000).forEach(i -> mappingHarness.queue().send("m" + i));
    mappingHarness.begin();
    return mappingHarness;
  }

  /// Throttled invocations reduce polling: five batches wait, and no more are received.
  @Test
  void throttled_invocations_prevent_growth() {
    try (MappingHarness mappingHarness = busy(ONE_EACH, new FakeLambda(0, fine(SECOND)))) {
      mappingHarness.pass(Duration.ofSeconds(20));

      assertThat(mappingHarness.counts().polls()).isEqualTo(5);
      assertThat(mappingHarness.counts().messages()).isEqualTo(5);
    }
  }

  /// Failed invocations reduce the concurrency: from five down to two a second.
  @Test
  void errors_reduce_the_concurrency() {
    var fakeLambda = unbounded(_ -> new FakeLambda.Run(SECOND, error()));
    try (MappingHarness mappingHarness = busy(ONE_EACH, fakeLambda)) {
      mappingHarness.pass(Duration.ofSeconds(10));
      int before = fakeLambda.calls().size();
      mappingHarness.pass(Duration.ofSeconds(15));

      assertThat(fakeLambda.calls().size() - before).isBetween(25, 32);
      assertThat(fakeLambda.peak()).isLessThanOrEqualTo(10);
    }
  }

  /// Assumed: so does a response that reports the whole batch as failed.
  @Test
  void a_response_that_reports_the_whole_batch_reduces_the_concurrency() {
    var fakeLambda =
        unbounded(items ->
            new FakeLambda.Run(
                SECOND, itemFailures(items.stream().map(FakeLambda.Item::messageId).toList())));
    try (MappingHarness mappingHarness = busy(ONE_EACH, fakeLambda)) {
      mappingHarness.pass(Duration.ofSeconds(10));
      int before = fakeLambda.calls().size();
      mappingHarness.pass(Duration.ofSeconds(15));

      assertThat(fakeLambda.calls().size() - before).isBetween(25, 32);
    }
  }

  /// Assumed: one that reports only some messages does not.
  @Test
  void a_response_that_reports_some_messages_does_not() {
    var fakeLambda =
        unbounded(items ->
            new FakeLambda.Run(
                SECOND,
                itemFailures(items.stream().map(FakeLambda.Item::messageId).limit(1).toList())));
    try (MappingHarness mappingHarness = busy(config(queue(9), 10), fakeLambda)) {
      mappingHarness.pass(Duration.ofSeconds(10));

      assertThat(fakeLambda.peak()).isGreaterThan(40);
    }
  }

  /// Assumed: half a second, doubling, half of it random.
  @Test
  void a_throttled_invocation_is_retried_at_increasing_intervals() {
    try (MappingHarness mappingHarness = single(ONE_EACH)) {
      mappingHarness.pass(VISIBILITY.minus(SECOND));

      // 0.5 + 1 + 2 + 4 + 8 + 16 s at most, half of that at least.
      assertThat(mappingHarness.counts().throttles()).isBetween(6L, 8L);
    }
  }

  /// The wait between retries has a maximum.
  @Test
  void waits_between_retries_are_limited() {
    Assumptions guess = ONE_EACH.assumptions().withMaxThrottleBackoff(SECOND);
    try (MappingHarness mappingHarness = single(ONE_EACH.with(guess))) {
      mappingHarness.pass(VISIBILITY.minus(SECOND));

      assertThat(mappingHarness.counts().throttles()).isBetween(29L, 60L);
    }
  }

  /// It is dropped when its visibility timeout expires, not at the next retry.
  @Test
  void a_waiting_batch_is_dropped_when_its_visibility_timeout_expires() {
    Assumptions guess = ONE_EACH.assumptions().withMaxThrottleBackoff(Duration.ofMinutes(5));
    try (MappingHarness mappingHarness = single(ONE_EACH.with(guess))) {
      mappingHarness.pass(VISIBILITY);
      assertThat(mappingHarness.counts().dropped()).isZero();
      mappingHarness.pass(Duration.ofMillis(20));

      assertThat(mappingHarness.counts().dropped()).isEqualTo(1);
    }
  }

  /// A stopped mapping drops the batches that were throttled.
  @Test
  void a_stopped_mapping_drops_waiting_batches() {
    try (MappingHarness mappingHarness = busy(ONE_EACH, new FakeLambda(0, fine(SECOND)))) {
      mappingHarness.pass(Duration.ofSeconds(5));
      mappingHarness.stop();

      assertThat(mappingHarness.ended()).isTrue();
      assertThat(mappingHarness.queue().left()).isEqualTo(2_000);
    }
  }

  private static MappingHarness single(MappingConfig mappingConfig) {
    var mappingHarness =
        new MappingHarness(
            mappingConfig,
            new FakeLambda(0, fine(SECOND)),
            1,
            time -> new ModelSqs(mappingConfig.sqsQueue(), time));
    mappingHarness.queue().send("a");
    mappingHarness.begin();
    return mappingHarness;
  }
}
