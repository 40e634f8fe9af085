package io.surgetank.local.eventsource;

import static io.surgetank.local.eventsource.FakeLambda.fine;
import static io.surgetank.local.eventsource.FakeLambda.unbounded;
import static io.surgetank.local.eventsource.SampleMessages.config;
import static io.surgetank.local.eventsource.SampleMessages.queue;
import static io.surgetank.local.eventsource.SampleMessages.withMaximum;
import static io.surgetank.local.eventsource.SampleMessages.withWindow;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// How messages of polls are gathered into batches.
class GatheringTest {
  private static final Duration SECOND = Duration.ofSeconds(1);

  private final FakeLambda fakeLambda = unbounded(fine(SECOND));

  private MappingHarness harness(MappingConfig mappingConfig) {
    return new MappingHarness(
        mappingConfig, fakeLambda, 1, time -> new ModelSqs(mappingConfig.sqsQueue(), time));
  }

  private static void send(MappingHarness mappingHarness, int messages) {
    IntStream.range(0, messages).forEach(i -> mappingHarness.queue().send("m" + i));
  }

  /// Without a window, the messages of a receive request are a batch (with-sqs.html, batching
  /// behaviour).
  @Test
  void without_a_window_a_poll_is_a_batch() {
    try (MappingHarness mappingHarness = harness(config(queue(5), 10))) {
      send(mappingHarness, 3);
      mappingHarness.begin();
      mappingHarness.pass(Duration.ofMillis(100));

      assertThat(fakeLambda.calls()).hasSize(1);
      assertThat(fakeLambda.bodies()).containsExactly("m0", "m1", "m2");
    }
  }

  /// A batch has no more messages than BatchSize (services-sqs-configure.html).
  @Test
  void a_batch_is_never_larger_than_its_size() {
    try (MappingHarness mappingHarness = harness(config(queue(5), 4))) {
      send(mappingHarness, 9);
      mappingHarness.begin();
      mappingHarness.pass(Duration.ofSeconds(5));

      assertThat(fakeLambda.calls())
          .allSatisfy(call -> assertThat(call.items()).hasSizeBetween(1, 4));
      assertThat(fakeLambda.bodies()).hasSize(9);
    }
  }

  /// A full batch does not wait for the end of its window (with-sqs.html, batching behaviour).
  @Test
  void a_full_batch_is_processed_at_once() {
    MappingConfig mappingConfig =
        withMaximum(withWindow(config(queue(5), 10), Duration.ofSeconds(30)), 2);
    try (MappingHarness mappingHarness = harness(mappingConfig)) {
      send(mappingHarness, 10);
      mappingHarness.begin();
      mappingHarness.pass(SECOND);

      assertThat(fakeLambda.calls()).hasSize(1);
      assertThat(fakeLambda.bodies()).hasSize(10);
    }
  }

  /// Batches over ten are gathered from several receives (services-sqs-configure.html).
  @Test
  void a_large_batch_is_gathered_from_several_polls() {
    MappingConfig ten = withWindow(config(queue(5), 10), Duration.ofSeconds(30));
    try (MappingHarness mappingHarness = harness(withBatch(ten, 50))) {
      send(mappingHarness, 250);
      mappingHarness.begin();
      mappingHarness.pass(Duration.ofSeconds(5));

      assertThat(fakeLambda.calls()).hasSize(5);
      assertThat(fakeLambda.calls()).allSatisfy(call -> assertThat(call.items()).hasSize(50));
    }
  }

  /// A batch that is not full ends with its window (with-sqs.html, batching behaviour).
  @Test
  void a_window_of_at_least_a_long_poll_is_kept() {
    Instant began;
    try (MappingHarness mappingHarness =
        harness(withMaximum(withWindow(config(queue(5), 10), Duration.ofSeconds(25)), 2))) {
      send(mappingHarness, 3);
      began = mappingHarness.instant();
      mappingHarness.begin();
      mappingHarness.pass(Duration.ofSeconds(25));
      assertThat(fakeLambda.calls()).isEmpty();
      mappingHarness.pass(SECOND);
    }

    assertThat(fakeLambda.calls()).hasSize(1);
    assertThat(fakeLambda.calls().getFirst().began())
        .isBetween(began.plusSeconds(25), began.plusSeconds(26));
  }

  /// With little traffic Lambda may wait for up to 20 s although the window is shorter
  /// (with-sqs.html). Assumed: because a running long poll is not interrupted.
  @Test
  void a_short_window_may_last_as_long_as_a_long_poll() {
    try (MappingHarness mappingHarness =
        harness(withMaximum(withWindow(config(queue(5), 10), SECOND), 2))) {
      send(mappingHarness, 3);
      mappingHarness.begin();
      mappingHarness.pass(Duration.ofSeconds(19));
      assertThat(fakeLambda.calls()).isEmpty();
      mappingHarness.pass(Duration.ofSeconds(2));

      assertThat(fakeLambda.calls()).hasSize(1);
    }
  }

  /// Lambda uses long polls of 20 s (with-sqs.html): five while there are no messages
  /// (services-sqs-scaling.html), two after a while. SQS charges each request.
  @Test
  void requests_of_an_idle_day() {
    try (MappingHarness five = harness(withMaximum(config(queue(5), 10), 5));
        MappingHarness two = harness(config(queue(5), 10))) {
      five.begin();
      five.pass(Duration.ofDays(1));
      two.begin();
      two.pass(Duration.ofDays(1));

      assertThat(five.counts().polls()).isBetween(21_600L, 21_605L);
      assertThat(two.counts().polls()).isBetween(8_640L, 8_740L);
    }
  }

  /// With a backlog the concurrency grows from five, by five a second (services-sqs-scaling.html):
  /// 1,000 messages a second in batches of 10 of half a second each need a concurrency of 50,
  /// reached after nine seconds, with at most 4,050 messages waiting.
  @Test
  void a_backlog_of_a_steady_flow_stays_below_the_computed_maximum() {
    var half = unbounded(fine(Duration.ofMillis(500)));
    MappingConfig mappingConfig = config(queue(5), 10);
    int longest = 0;
    try (MappingHarness mappingHarness =
        new MappingHarness(
            mappingConfig, half, 1, time -> new ModelSqs(mappingConfig.sqsQueue(), time))) {
      mappingHarness.begin();
      for (int i = 0; i < 200; i++) {
        send(mappingHarness, 100);
        mappingHarness.pass(Duration.ofMillis(100));
        longest = Math.max(longest, mappingHarness.queue().left());
      }

      // Messages in flight count as left, and polls take time: a tenth more.
      assertThat(longest).isBetween(4_050, 5_000);
      assertThat(mappingHarness.counts().peak()).isGreaterThan(50);
    }
  }

  /// Messages that do not fit into an event are the next batch (with-sqs.html: 6 MB).
  @Test
  void messages_that_do_not_fit_are_the_next_batch() {
    MappingConfig mappingConfig = config(queue(5), 10);
    MappingLimits small = new MappingLimits(5, 300, 1_250, 2, 10, Duration.ofSeconds(20), 250);
    try (MappingHarness mappingHarness =
        harness(
            new MappingConfig(
                mappingConfig.sqsTrigger(),
                mappingConfig.sqsQueue(),
                small,
                mappingConfig.assumptions()))) {
      send(mappingHarness, 10);
      mappingHarness.begin();
      mappingHarness.pass(Duration.ofSeconds(10));

      assertThat(fakeLambda.calls()).hasSize(4);
      assertThat(fakeLambda.bodies()).hasSize(10).doesNotHaveDuplicates();
      assertThat(mappingHarness.queue().left()).isZero();
    }
  }

  /// With any backlog (services-sqs-scaling.html, maximum concurrency).
  @Test
  void a_backlog_does_not_exceed_the_maximum_concurrency() {
    try (MappingHarness mappingHarness = harness(withMaximum(config(queue(5), 10), 7))) {
      send(mappingHarness, 5_000);
      mappingHarness.begin();
      mappingHarness.pass(Duration.ofMinutes(1));

      assertThat(fakeLambda.peak()).isEqualTo(7);
    }
  }

  /// A message whose deletion failed is redelivered: at least once (API_DeleteMessageBatch.html:
  /// each entry may fail).
  @Test
  void a_message_that_was_not_deleted_is_redelivered() {
    var deletions = new AtomicInteger();
    MappingConfig mappingConfig = config(queue(5), 10);
    try (MappingHarness mappingHarness =
        new MappingHarness(
            mappingConfig,
            fakeLambda,
            1,
            time ->
                new ForgetfulQueue(
                    new ModelSqs(mappingConfig.sqsQueue(), time),
                    () -> deletions.incrementAndGet() == 2))) {
      send(mappingHarness, 3);
      mappingHarness.begin();
      mappingHarness.pass(Duration.ofMinutes(1));

      assertThat(fakeLambda.bodies()).containsExactly("m0", "m1", "m2", "m1");
      assertThat(mappingHarness.counts().refusedDeletes()).isEqualTo(1);
      assertThat(mappingHarness.queue().left()).isZero();
    }
  }

  /// It also grows while no invocation ends.
  @Test
  void it_grows_while_no_invocation_ends() {
    var slow = unbounded(fine(Duration.ofSeconds(25)));
    MappingConfig mappingConfig = config(queue(5), 1);
    try (MappingHarness mappingHarness =
        new MappingHarness(
            mappingConfig, slow, 1, time -> new ModelSqs(mappingConfig.sqsQueue(), time))) {
      send(mappingHarness, 500);
      mappingHarness.begin();
      mappingHarness.pass(Duration.ofSeconds(10));

      assertThat(slow.peak()).isBetween(54, 55);
      for (FakeLambda.Call call : slow.calls())
        assertThat(slow.calls().stream().filter(other -> other.began().equals(call.began())))
            .hasSizeLessThanOrEqualTo(5);
    }
  }

  private static MappingConfig withBatch(MappingConfig mappingConfig, int batch) {
    var trigger = mappingConfig.sqsTrigger();
    var sqsTrigger =
        new io.surgetank.deploy.stack.SqsTrigger(
            trigger.queue(),
            trigger.function(),
            batch,
            trigger.window(),
            trigger.maximumConcurrency(),
            trigger.reply());
    return new MappingConfig(
        sqsTrigger,
        mappingConfig.sqsQueue(),
        mappingConfig.mappingLimits(),
        mappingConfig.assumptions());
  }
}
