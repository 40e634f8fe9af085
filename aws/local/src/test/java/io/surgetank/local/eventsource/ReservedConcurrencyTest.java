package io.surgetank.local.eventsource;

import static io.surgetank.local.eventsource.SampleMessages.config;
import static io.surgetank.local.eventsource.SampleMessages.queue;
import static io.surgetank.local.eventsource.SampleMessages.withMaximum;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A burst of valid messages for a function whose concurrency is below that of its mapping: how
/// many become dead letters, and how little that depends on the assumptions.
class ReservedConcurrencyTest {
  private static final int BURST = 1_000;
  private static final Duration TIMEOUT = Duration.ofSeconds(30);
  private static final Duration TAKES = Duration.ofSeconds(20);

  /// The result of a burst.
  private record BurstResult(int dead, int neverProcessed, MappingCounts mappingCounts) {}

  private static BurstResult burst(MappingConfig mappingConfig, int reserved, long seed) {
    var fakeLambda = new FakeLambda(reserved, FakeLambda.fine(TAKES));
    try (MappingHarness mappingHarness =
        new MappingHarness(
            mappingConfig,
            fakeLambda,
            seed,
            time -> new ModelSqs(mappingConfig.sqsQueue(), time))) {
      IntStream.range(0, BURST).forEach(i -> mappingHarness.queue().send("m" + i));
      mappingHarness.begin();
      mappingHarness.drain(Duration.ofHours(12));
      assertThat(mappingHarness.queue().left()).isZero();
      Set<String> processed = new HashSet<>(fakeLambda.bodies());
      Set<String> neverProcessed = new HashSet<>(mappingHarness.queue().dead());
      neverProcessed.removeAll(processed);
      // Each is processed or a dead letter.
      assertThat(processed.size() + neverProcessed.size()).isEqualTo(BURST);
      return new BurstResult(
          mappingHarness.queue().dead().size(), neverProcessed.size(), mappingHarness.counts());
    }
  }

  /// The lower maxReceiveCount, the more valid messages become dead letters without being processed
  /// (services-sqs-configure.html: at least 5 receives, and at least 5 reserved).
  @Test
  void reserved_concurrency_1_makes_valid_messages_dead_letters() {
    int first = 0;
    for (int receives : new int[] {1, 2, 3, 5}) {
      BurstResult result = burst(config(queue(TIMEOUT, receives), 10), 1, 1);
      print("visibility = timeout, maxReceiveCount " + receives, result);
      if (receives == 1) first = result.neverProcessed();
    }

    assertThat(first).isGreaterThan(BURST / 10);
  }

  /// How far the number depends on an assumption. It is zero only if the concurrency falls to one,
  /// and two is the lowest that AWS documents.
  @Test
  void with_a_concurrency_of_two_there_are_dead_letters() {
    for (int minimum : new int[] {1, 2, 3, 5})
      for (int longest : new int[] {2, 20, 300}) {
        Assumptions assumptions =
            Assumptions.DEFAULT
                .withMinConcurrency(minimum)
                .withMaxThrottleBackoff(Duration.ofSeconds(longest));
        BurstResult result = burst(config(queue(TIMEOUT, 2), 10).with(assumptions), 1, 1);
        print("minimum concurrency %d, back-off up to %d s".formatted(minimum, longest), result);
        if (minimum > 1)
          assertThat(result.neverProcessed()).as(assumptions.toString()).isPositive();
      }
  }

  /// The effect of each setting alone, with a reserved concurrency of one.
  @Test
  void each_setting_alone_reduces_dead_letters() {
    MappingConfig bare = config(queue(TIMEOUT, 2), 10);
    BurstResult none = burst(bare, 1, 1);
    BurstResult visibility = burst(config(queue(TIMEOUT.multipliedBy(6), 2), 10), 1, 1);
    BurstResult receives = burst(config(queue(TIMEOUT, 5), 10), 1, 1);
    BurstResult maximum = burst(withMaximum(bare, 2), 1, 1);
    print("no setting", none);
    print("visibility of six timeouts alone", visibility);
    print("maxReceiveCount 5 alone", receives);
    print("maximum concurrency 2 alone, above the reserved 1", maximum);

    assertThat(visibility.neverProcessed()).isLessThan(none.neverProcessed());
    assertThat(receives.neverProcessed()).isLessThan(none.neverProcessed());
  }

  /// The settings of the product's stack: a maximum concurrency of at least 2, no lower reserved
  /// concurrency, a receive count above the attempts, a visibility of six timeouts and the window.
  @ParameterizedTest(name = "maximum concurrency {0}")
  @ValueSource(ints = {2, 5, 10})
  void the_settings_of_the_stack_cause_no_dead_letters(int maximum) {
    for (long seed = 1; seed <= 5; seed++) {
      MappingConfig mappingConfig =
          withMaximum(config(queue(TIMEOUT.multipliedBy(6), 5), 10), maximum);
      BurstResult result = burst(mappingConfig, maximum, seed);
      if (seed == 1) print("settings of the stack, maximum concurrency " + maximum, result);
      assertThat(result.dead()).as("seed %d", seed).isZero();
      assertThat(result.mappingCounts().throttles()).as("seed %d", seed).isZero();
    }
  }

  private static void print(String settings, BurstResult result) {
    System.out.printf(
        "burst of %d: %s: %d dead, %d of them never processed, %d throttles%n",
        BURST,
        settings,
        result.dead(),
        result.neverProcessed(),
        result.mappingCounts().throttles());
  }
}
