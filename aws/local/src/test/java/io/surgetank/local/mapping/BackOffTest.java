package io.surgetank.local.mapping;

import static io.surgetank.local.mapping.FakeLambda.comeAgain;
import static io.surgetank.local.mapping.FakeLambda.error;
import static io.surgetank.local.mapping.FakeLambda.fine;
import static io.surgetank.local.mapping.FakeLambda.unbounded;
import static io.surgetank.local.mapping.SampleMessages.VISIBILITY;
import static io.surgetank.local.mapping.SampleMessages.queue;
import static io.surgetank.local.mapping.SampleMessages.terms;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// The back-off strategy of services-sqs-errorhandling.html, seen from outside.
class BackOffTest {
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final MappingConfig ONE_EACH = terms(queue(9), 1);

  private static MappingHarness busy(MappingConfig mappingConfig, FakeLambda fakeLambda) {
    var mappingHarness =
        new MappingHarness(
            mappingConfig, fakeLambda, 1, time -> new ModelSqs(mappingConfig.sqsQueue(), time));
    IntStream.range(0, 2_000).forEach(i -> mappingHarness.pond().send("m" + i));
    mappingHarness.begin();
    return mappingHarness;
  }

  /// Throttled calls reduce what is read: five batches are held, and no more come.
  @Test
  void throttles_keep_it_from_growing() {
    try (MappingHarness mappingHarness = busy(ONE_EACH, new FakeLambda(0, fine(SECOND)))) {
      mappingHarness.pass(Duration.ofSeconds(20));

      assertThat(mappingHarness.counts().polls()).isEqualTo(5);
      assertThat(mappingHarness.counts().messages()).isEqualTo(5);
    }
  }

  /// Failed calls reduce the concurrency: from five down to two a second.
  @Test
  void errors_slow_it_down() {
    var fakeLambda = unbounded(_ -> new FakeLambda.Run(SECOND, error()));
    try (MappingHarness mappingHarness = busy(ONE_EACH, fakeLambda)) {
      mappingHarness.pass(Duration.ofSeconds(10));
      int before = fakeLambda.calls().size();
      mappingHarness.pass(Duration.ofSeconds(15));

      assertThat(fakeLambda.calls().size() - before).isBetween(25, 32);
      assertThat(fakeLambda.peak()).isLessThanOrEqualTo(10);
    }
  }

  /// Assumed: so does an answer that names all of its batch as failed.
  @Test
  void an_answer_that_names_all_slows_it_down() {
    var fakeLambda =
        unbounded(items ->
            new FakeLambda.Run(
                SECOND, comeAgain(items.stream().map(FakeLambda.Item::messageId).toList())));
    try (MappingHarness mappingHarness = busy(ONE_EACH, fakeLambda)) {
      mappingHarness.pass(Duration.ofSeconds(10));
      int before = fakeLambda.calls().size();
      mappingHarness.pass(Duration.ofSeconds(15));

      assertThat(fakeLambda.calls().size() - before).isBetween(25, 32);
    }
  }

  /// Assumed: one that names only some does not.
  @Test
  void an_answer_that_names_some_does_not() {
    var fakeLambda =
        unbounded(items ->
            new FakeLambda.Run(
                SECOND,
                comeAgain(items.stream().map(FakeLambda.Item::messageId).limit(1).toList())));
    try (MappingHarness mappingHarness = busy(terms(queue(9), 10), fakeLambda)) {
      mappingHarness.pass(Duration.ofSeconds(10));

      assertThat(fakeLambda.peak()).isGreaterThan(40);
    }
  }

  /// Assumed: half a second, doubling, with a half of it by chance.
  @Test
  void a_throttled_call_is_tried_at_longer_and_longer_intervals() {
    try (MappingHarness mappingHarness = single(ONE_EACH)) {
      mappingHarness.pass(VISIBILITY.minus(SECOND));

      // 0.5 + 1 + 2 + 4 + 8 + 16 s at the longest, the half of that at the shortest.
      assertThat(mappingHarness.counts().throttles()).isBetween(6L, 8L);
    }
  }

  /// No wait between two tries is longer than the longest.
  @Test
  void waits_between_tries_are_bounded() {
    Assumptions guess = ONE_EACH.assumptions().withThrottleLongest(SECOND);
    try (MappingHarness mappingHarness = single(ONE_EACH.with(guess))) {
      mappingHarness.pass(VISIBILITY.minus(SECOND));

      assertThat(mappingHarness.counts().throttles()).isBetween(29L, 60L);
    }
  }

  /// It is dropped when its visibility ends, not when the next try would have been.
  @Test
  void a_held_batch_is_dropped_to_the_second() {
    Assumptions guess = ONE_EACH.assumptions().withThrottleLongest(Duration.ofMinutes(5));
    try (MappingHarness mappingHarness = single(ONE_EACH.with(guess))) {
      mappingHarness.pass(VISIBILITY);
      assertThat(mappingHarness.counts().dropped()).isZero();
      mappingHarness.pass(Duration.ofMillis(20));

      assertThat(mappingHarness.counts().dropped()).isEqualTo(1);
    }
  }

  /// A mapping that is stopped does not hold on to what it could not hand over.
  @Test
  void a_stopped_mapping_lets_go_of_what_it_holds() {
    try (MappingHarness mappingHarness = busy(ONE_EACH, new FakeLambda(0, fine(SECOND)))) {
      mappingHarness.pass(Duration.ofSeconds(5));
      mappingHarness.stop();

      assertThat(mappingHarness.ended()).isTrue();
      assertThat(mappingHarness.pond().left()).isEqualTo(2_000);
    }
  }

  private static MappingHarness single(MappingConfig mappingConfig) {
    var mappingHarness =
        new MappingHarness(
            mappingConfig,
            new FakeLambda(0, fine(SECOND)),
            1,
            time -> new ModelSqs(mappingConfig.sqsQueue(), time));
    mappingHarness.pond().send("a");
    mappingHarness.begin();
    return mappingHarness;
  }
}
