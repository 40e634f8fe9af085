package io.surgetank.local.mapping;

import static io.surgetank.local.mapping.FakeLambda.fine;
import static io.surgetank.local.mapping.FakeLambda.unbounded;
import static io.surgetank.local.mapping.SampleMessages.queue;
import static io.surgetank.local.mapping.SampleMessages.terms;
import static io.surgetank.local.mapping.SampleMessages.withMaximum;
import static io.surgetank.local.mapping.SampleMessages.withWindow;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// How polls become batches, and how many there are.
class GatheringTest {
  private static final Duration SECOND = Duration.ofSeconds(1);

  private final FakeLambda fakeLambda = unbounded(fine(SECOND));

  private MappingHarness world(MappingConfig mappingConfig) {
    return new MappingHarness(
        mappingConfig, fakeLambda, 1, time -> new ModelSqs(mappingConfig.sqsQueue(), time));
  }

  private static void send(MappingHarness mappingHarness, int messages) {
    IntStream.range(0, messages).forEach(i -> mappingHarness.pond().send("m" + i));
  }

  /// Without a window what one receive brought is the batch (with-sqs.html, batching behaviour).
  @Test
  void without_a_window_a_poll_is_a_batch() {
    try (MappingHarness mappingHarness = world(terms(queue(5), 10))) {
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
    try (MappingHarness mappingHarness = world(terms(queue(5), 4))) {
      send(mappingHarness, 9);
      mappingHarness.begin();
      mappingHarness.pass(Duration.ofSeconds(5));

      assertThat(fakeLambda.calls())
          .allSatisfy(call -> assertThat(call.items()).hasSizeBetween(1, 4));
      assertThat(fakeLambda.bodies()).hasSize(9);
    }
  }

  /// A full batch does not wait for its window to end (with-sqs.html, batching behaviour).
  @Test
  void a_full_batch_is_called_with_at_once() {
    MappingConfig mappingConfig =
        withMaximum(withWindow(terms(queue(5), 10), Duration.ofSeconds(30)), 2);
    try (MappingHarness mappingHarness = world(mappingConfig)) {
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
    MappingConfig ten = withWindow(terms(queue(5), 10), Duration.ofSeconds(30));
    try (MappingHarness mappingHarness = world(withBatch(ten, 50))) {
      send(mappingHarness, 250);
      mappingHarness.begin();
      mappingHarness.pass(Duration.ofSeconds(5));

      assertThat(fakeLambda.calls()).hasSize(5);
      assertThat(fakeLambda.calls()).allSatisfy(call -> assertThat(call.items()).hasSize(50));
    }
  }

  /// A window ends what is not full (with-sqs.html, batching behaviour).
  @Test
  void a_window_of_a_long_poll_or_more_is_kept() {
    Instant began;
    try (MappingHarness mappingHarness =
        world(withMaximum(withWindow(terms(queue(5), 10), Duration.ofSeconds(25)), 2))) {
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

  /// With little traffic Lambda may wait for up to 20 s though the window is shorter
  /// (with-sqs.html). Assumed: because the long poll under way is not broken off.
  @Test
  void a_short_window_may_last_as_long_as_a_long_poll() {
    try (MappingHarness mappingHarness =
        world(withMaximum(withWindow(terms(queue(5), 10), SECOND), 2))) {
      send(mappingHarness, 3);
      mappingHarness.begin();
      mappingHarness.pass(Duration.ofSeconds(19));
      assertThat(fakeLambda.calls()).isEmpty();
      mappingHarness.pass(Duration.ofSeconds(2));

      assertThat(fakeLambda.calls()).hasSize(1);
    }
  }

  /// Lambda polls with long polls of 20 s (with-sqs.html); by five of them while there is nothing
  /// (services-sqs-scaling.html), two after a while. Each is a request on SQS's bill.
  @Test
  void an_idle_day_costs_the_requests_it_costs() {
    try (MappingHarness five = world(withMaximum(terms(queue(5), 10), 5));
        MappingHarness two = world(terms(queue(5), 10))) {
      five.begin();
      five.pass(Duration.ofDays(1));
      two.begin();
      two.pass(Duration.ofDays(1));

      assertThat(five.counts().polls()).isBetween(21_600L, 21_605L);
      assertThat(two.counts().polls()).isBetween(8_640L, 8_740L);
    }
  }

  /// With a backlog the calls at once grow from five on, by five a second
  /// (services-sqs-scaling.html): 1,000 a second, 10 a batch, half a second each need 50 at once
  /// after nine seconds, with 4,050 messages waiting at most.
  @Test
  void a_steady_flow_is_caught_up_with_as_arithmetic_says() {
    var half = unbounded(fine(Duration.ofMillis(500)));
    MappingConfig mappingConfig = terms(queue(5), 10);
    int deepest = 0;
    try (MappingHarness mappingHarness =
        new MappingHarness(
            mappingConfig, half, 1, time -> new ModelSqs(mappingConfig.sqsQueue(), time))) {
      mappingHarness.begin();
      for (int i = 0; i < 200; i++) {
        send(mappingHarness, 100);
        mappingHarness.pass(Duration.ofMillis(100));
        deepest = Math.max(deepest, mappingHarness.pond().left());
      }

      // What is being worked counts in `left`, and polls take their time: a tenth more.
      assertThat(deepest).isBetween(4_050, 5_000);
      assertThat(mappingHarness.counts().peak()).isGreaterThan(50);
    }
  }

  /// What did not fit into one event is the next batch (with-sqs.html: 6 MB).
  @Test
  void what_did_not_fit_goes_next() {
    MappingConfig mappingConfig = terms(queue(5), 10);
    MappingLimits tight = new MappingLimits(5, 300, 1_250, 2, 10, Duration.ofSeconds(20), 250);
    try (MappingHarness mappingHarness =
        world(
            new MappingConfig(
                mappingConfig.sqsTrigger(),
                mappingConfig.sqsQueue(),
                tight,
                mappingConfig.assumptions()))) {
      send(mappingHarness, 10);
      mappingHarness.begin();
      mappingHarness.pass(Duration.ofSeconds(10));

      assertThat(fakeLambda.calls()).hasSize(4);
      assertThat(fakeLambda.bodies()).hasSize(10).doesNotHaveDuplicates();
      assertThat(mappingHarness.pond().left()).isZero();
    }
  }

  /// However large the backlog is (services-sqs-scaling.html, maximum concurrency).
  @Test
  void a_backlog_does_not_lift_the_maximum_concurrency() {
    try (MappingHarness mappingHarness = world(withMaximum(terms(queue(5), 10), 7))) {
      send(mappingHarness, 5_000);
      mappingHarness.begin();
      mappingHarness.pass(Duration.ofMinutes(1));

      assertThat(fakeLambda.peak()).isEqualTo(7);
    }
  }

  /// A delete that SQS refused leaves the message to come again: at least once
  /// (API_DeleteMessageBatch.html: each entry may fail).
  @Test
  void what_was_not_deleted_comes_again() {
    var refusals = new AtomicInteger();
    MappingConfig mappingConfig = terms(queue(5), 10);
    try (MappingHarness mappingHarness =
        new MappingHarness(
            mappingConfig,
            fakeLambda,
            1,
            time ->
                new ForgetfulQueue(
                    new ModelSqs(mappingConfig.sqsQueue(), time),
                    () -> refusals.incrementAndGet() == 2))) {
      send(mappingHarness, 3);
      mappingHarness.begin();
      mappingHarness.pass(Duration.ofMinutes(1));

      assertThat(fakeLambda.bodies()).containsExactly("m0", "m1", "m2", "m1");
      assertThat(mappingHarness.counts().refusedDeletes()).isEqualTo(1);
      assertThat(mappingHarness.pond().left()).isZero();
    }
  }

  /// It grows while all of its calls are long ones too: nothing need end for one more to begin.
  @Test
  void it_grows_while_nothing_ends() {
    var lengthy = unbounded(fine(Duration.ofSeconds(25)));
    MappingConfig mappingConfig = terms(queue(5), 1);
    try (MappingHarness mappingHarness =
        new MappingHarness(
            mappingConfig, lengthy, 1, time -> new ModelSqs(mappingConfig.sqsQueue(), time))) {
      send(mappingHarness, 500);
      mappingHarness.begin();
      mappingHarness.pass(Duration.ofSeconds(10));

      assertThat(lengthy.peak()).isBetween(54, 55);
      for (FakeLambda.Call call : lengthy.calls())
        assertThat(lengthy.calls().stream().filter(other -> other.began().equals(call.began())))
            .hasSizeLessThanOrEqualTo(5);
    }
  }

  private static MappingConfig withBatch(MappingConfig mappingConfig, int batch) {
    var was = mappingConfig.sqsTrigger();
    var sqsTrigger =
        new io.surgetank.deploy.stack.SqsTrigger(
            was.queue(),
            was.function(),
            batch,
            was.window(),
            was.maximumConcurrency(),
            was.reply());
    return new MappingConfig(
        sqsTrigger,
        mappingConfig.sqsQueue(),
        mappingConfig.mappingLimits(),
        mappingConfig.assumptions());
  }
}
