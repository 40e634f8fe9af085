package io.surgetank.local.mapping;

import static io.surgetank.local.mapping.SampleMessages.queue;
import static io.surgetank.local.mapping.SampleMessages.terms;
import static io.surgetank.local.mapping.SampleMessages.withMaximum;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A burst of healthy messages against a function with less concurrency than its mapping has calls:
/// how many of them die, and how little of that is the assumptions' doing.
class ReservedConcurrencyTest {
  private static final int BURST = 1_000;
  private static final Duration TIMEOUT = Duration.ofSeconds(30);
  private static final Duration TAKES = Duration.ofSeconds(20);

  /// How a burst ended.
  private record Toll(int dead, int neverWorked, MappingCounts mappingCounts) {}

  private static Toll burst(MappingConfig mappingConfig, int reserved, long seed) {
    var fakeLambda = new FakeLambda(reserved, FakeLambda.fine(TAKES));
    try (MappingHarness mappingHarness =
        new MappingHarness(
            mappingConfig,
            fakeLambda,
            seed,
            time -> new ModelSqs(mappingConfig.sqsQueue(), time))) {
      IntStream.range(0, BURST).forEach(i -> mappingHarness.pond().send("m" + i));
      mappingHarness.begin();
      mappingHarness.drain(Duration.ofHours(12));
      assertThat(mappingHarness.pond().left()).isZero();
      Set<String> worked = new HashSet<>(fakeLambda.bodies());
      Set<String> neverWorked = new HashSet<>(mappingHarness.pond().dead());
      neverWorked.removeAll(worked);
      // Each is worked or a dead letter; none is neither.
      assertThat(worked.size() + neverWorked.size()).isEqualTo(BURST);
      return new Toll(
          mappingHarness.pond().dead().size(), neverWorked.size(), mappingHarness.counts());
    }
  }

  /// The fewer receives are allowed, the more healthy messages die without ever being worked
  /// (services-sqs-configure.html: at least 5 receives, and at least 5 reserved).
  @Test
  void reserved_concurrency_1_kills_healthy_messages() {
    int first = 0;
    for (int receives : new int[] {1, 2, 3, 5}) {
      Toll toll = burst(terms(queue(TIMEOUT, receives), 10), 1, 1);
      print("visibility = timeout, maxReceiveCount " + receives, toll);
      if (receives == 1) first = toll.neverWorked();
    }

    assertThat(first).isGreaterThan(BURST / 10);
  }

  /// How far the number depends on a guess. It falls to none only for a mapping that slows down to
  /// a single call, and two is the least that AWS names.
  @Test
  void as_long_as_two_calls_are_made_some_die() {
    for (int slowest : new int[] {1, 2, 3, 5})
      for (int longest : new int[] {2, 20, 300}) {
        Assumptions guess =
            Assumptions.DEFAULT
                .withSlowest(slowest)
                .withThrottleLongest(Duration.ofSeconds(longest));
        Toll toll = burst(terms(queue(TIMEOUT, 2), 10).with(guess), 1, 1);
        print("slowest %d, throttles wait up to %d s".formatted(slowest, longest), toll);
        if (slowest > 1) assertThat(toll.neverWorked()).as(guess.toString()).isPositive();
      }
  }

  /// Which of our settings does what, one at a time, with one call at once reserved all the same.
  @Test
  void each_setting_alone_spares_some() {
    MappingConfig bare = terms(queue(TIMEOUT, 2), 10);
    Toll none = burst(bare, 1, 1);
    Toll visibility = burst(terms(queue(TIMEOUT.multipliedBy(6), 2), 10), 1, 1);
    Toll receives = burst(terms(queue(TIMEOUT, 5), 10), 1, 1);
    Toll maximum = burst(withMaximum(bare, 2), 1, 1);
    print("none of our settings", none);
    print("visibility of six timeouts alone", visibility);
    print("maxReceiveCount 5 alone", receives);
    print("maximum concurrency 2 alone, above the reserved 1", maximum);

    assertThat(visibility.neverWorked()).isLessThan(none.neverWorked());
    assertThat(receives.neverWorked()).isLessThan(none.neverWorked());
  }

  /// Our settings: a maximum concurrency of 2 or more and nothing reserved below it, receives well
  /// above the attempts, a visibility of six timeouts and the window.
  @ParameterizedTest(name = "maximum concurrency {0}")
  @ValueSource(ints = {2, 5, 10})
  void our_settings_harm_nobody(int maximum) {
    for (long seed = 1; seed <= 5; seed++) {
      MappingConfig mappingConfig =
          withMaximum(terms(queue(TIMEOUT.multipliedBy(6), 5), 10), maximum);
      Toll toll = burst(mappingConfig, maximum, seed);
      if (seed == 1) print("our settings, maximum concurrency " + maximum, toll);
      assertThat(toll.dead()).as("seed %d", seed).isZero();
      assertThat(toll.mappingCounts().throttles()).as("seed %d", seed).isZero();
    }
  }

  private static void print(String what, Toll toll) {
    System.out.printf(
        "burst of %d: %s: %d dead, %d of them never worked, %d throttles%n",
        BURST, what, toll.dead(), toll.neverWorked(), toll.mappingCounts().throttles());
  }
}
