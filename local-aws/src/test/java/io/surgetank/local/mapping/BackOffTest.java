package io.surgetank.local.mapping;

import static io.surgetank.local.mapping.Lambda.comeAgain;
import static io.surgetank.local.mapping.Lambda.error;
import static io.surgetank.local.mapping.Lambda.fine;
import static io.surgetank.local.mapping.Lambda.unbounded;
import static io.surgetank.local.mapping.Samples.VISIBILITY;
import static io.surgetank.local.mapping.Samples.queue;
import static io.surgetank.local.mapping.Samples.terms;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// The back-off strategy of services-sqs-errorhandling.html, seen from outside.
class BackOffTest {
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Terms ONE_EACH = terms(queue(9), 1);

  private static World busy(Terms terms, Lambda lambda) {
    var world = new World(terms, lambda, 1, time -> new ModelSqs(terms.queue(), time));
    IntStream.range(0, 2_000).forEach(i -> world.pond().send("m" + i));
    world.begin();
    return world;
  }

  /// Throttled calls reduce what is read: five batches are held, and no more come.
  @Test
  void throttles_keep_it_from_growing() {
    try (World world = busy(ONE_EACH, new Lambda(0, fine(SECOND)))) {
      world.pass(Duration.ofSeconds(20));

      assertThat(world.counts().polls()).isEqualTo(5);
      assertThat(world.counts().messages()).isEqualTo(5);
    }
  }

  /// Failed calls reduce the concurrency: from five down to two a second.
  @Test
  void errors_slow_it_down() {
    var lambda = unbounded(_ -> new Lambda.Run(SECOND, error()));
    try (World world = busy(ONE_EACH, lambda)) {
      world.pass(Duration.ofSeconds(10));
      int before = lambda.calls().size();
      world.pass(Duration.ofSeconds(15));

      assertThat(lambda.calls().size() - before).isBetween(25, 32);
      assertThat(lambda.peak()).isLessThanOrEqualTo(10);
    }
  }

  /// Assumed: so does an answer that names all of its batch as failed.
  @Test
  void an_answer_that_names_all_slows_it_down() {
    var lambda =
        unbounded(items ->
            new Lambda.Run(SECOND, comeAgain(items.stream().map(Lambda.Item::messageId).toList())));
    try (World world = busy(ONE_EACH, lambda)) {
      world.pass(Duration.ofSeconds(10));
      int before = lambda.calls().size();
      world.pass(Duration.ofSeconds(15));

      assertThat(lambda.calls().size() - before).isBetween(25, 32);
    }
  }

  /// Assumed: one that names only some does not.
  @Test
  void an_answer_that_names_some_does_not() {
    var lambda =
        unbounded(items ->
            new Lambda.Run(
                SECOND, comeAgain(items.stream().map(Lambda.Item::messageId).limit(1).toList())));
    try (World world = busy(terms(queue(9), 10), lambda)) {
      world.pass(Duration.ofSeconds(10));

      assertThat(lambda.peak()).isGreaterThan(40);
    }
  }

  /// Assumed: half a second, doubling, with a half of it by chance.
  @Test
  void a_throttled_call_is_tried_at_longer_and_longer_intervals() {
    try (World world = single(ONE_EACH)) {
      world.pass(VISIBILITY.minus(SECOND));

      // 0.5 + 1 + 2 + 4 + 8 + 16 s at the longest, the half of that at the shortest.
      assertThat(world.counts().throttles()).isBetween(6L, 8L);
    }
  }

  /// No wait between two tries is longer than the longest.
  @Test
  void waits_between_tries_are_bounded() {
    Assumptions guess = ONE_EACH.assumptions().withThrottleLongest(SECOND);
    try (World world = single(ONE_EACH.with(guess))) {
      world.pass(VISIBILITY.minus(SECOND));

      assertThat(world.counts().throttles()).isBetween(29L, 60L);
    }
  }

  /// It is dropped when its visibility ends, not when the next try would have been.
  @Test
  void a_held_batch_is_dropped_to_the_second() {
    Assumptions guess = ONE_EACH.assumptions().withThrottleLongest(Duration.ofMinutes(5));
    try (World world = single(ONE_EACH.with(guess))) {
      world.pass(VISIBILITY);
      assertThat(world.counts().dropped()).isZero();
      world.pass(Duration.ofMillis(20));

      assertThat(world.counts().dropped()).isEqualTo(1);
    }
  }

  /// A mapping that is stopped does not hold on to what it could not hand over.
  @Test
  void a_stopped_mapping_lets_go_of_what_it_holds() {
    try (World world = busy(ONE_EACH, new Lambda(0, fine(SECOND)))) {
      world.pass(Duration.ofSeconds(5));
      world.stop();

      assertThat(world.ended()).isTrue();
      assertThat(world.pond().left()).isEqualTo(2_000);
    }
  }

  private static World single(Terms terms) {
    var world =
        new World(terms, new Lambda(0, fine(SECOND)), 1, time -> new ModelSqs(terms.queue(), time));
    world.pond().send("a");
    world.begin();
    return world;
  }
}
