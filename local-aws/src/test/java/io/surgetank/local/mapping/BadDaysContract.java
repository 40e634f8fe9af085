package io.surgetank.local.mapping;

import static io.surgetank.local.mapping.Lambda.comeAgain;
import static io.surgetank.local.mapping.Lambda.fine;
import static io.surgetank.local.mapping.Lambda.unbounded;
import static io.surgetank.local.mapping.Samples.VISIBILITY;
import static io.surgetank.local.mapping.Samples.queue;
import static io.surgetank.local.mapping.Samples.terms;
import static io.surgetank.local.mapping.Samples.withMaximum;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Days on which healthy messages suffer, or must not.
interface BadDaysContract {
  World world(Terms terms, Lambda lambda);

  /// Reserved concurrency below the number of pollers: the batches that got no environment are
  /// received again and again without a call, and healthy messages die (services-sqs-configure.html
  /// warns of it; services-sqs-errorhandling.html says how).
  @Test
  default void a_burst_at_reserved_concurrency_1_kills_healthy_messages() {
    var lambda = new Lambda(1, fine(Duration.ofSeconds(25)));
    try (World world = world(terms(queue(1), 10), lambda)) {
      List<String> dead = burst(world, 200);
      var neverWorked = new ArrayList<>(dead);
      neverWorked.removeAll(lambda.bodies());

      System.out.printf(
          "%s: of 200 healthy messages, %d are dead letters, %d of them never worked%n",
          getClass().getSimpleName(), dead.size(), neverWorked.size());
      assertThat(neverWorked).isNotEmpty();
      assertThat(Set.copyOf(lambda.bodies())).hasSize(200 - neverWorked.size());
    }
  }

  /// The settings that a stack has: a maximum concurrency, nothing reserved below it, a visibility
  /// of six timeouts, a receive count well above (services-sqs-configure.html).
  @Test
  default void the_same_burst_harms_nobody_with_our_settings() {
    var lambda = new Lambda(2, fine(Duration.ofSeconds(25)));
    Duration visibility = Duration.ofSeconds(30).multipliedBy(6);
    try (World world = world(withMaximum(terms(queue(visibility, 5), 10), 2), lambda)) {
      List<String> dead = burst(world, 200);

      assertThat(dead).isEmpty();
      assertThat(world.counts().throttles()).isZero();
      assertThat(lambda.bodies()).hasSize(200).doesNotHaveDuplicates();
    }
  }

  /// One poison message among ten: the nine are worked once, the one is tried as often as the queue
  /// allows and dies (services-sqs-errorhandling.html, partial batch responses).
  @Test
  default void a_poison_message_dies_alone() {
    var lambda =
        unbounded(items ->
            new Lambda.Run(
                Duration.ofSeconds(1),
                comeAgain(
                    items.stream()
                        .filter(item -> item.body().equals("poison"))
                        .map(Lambda.Item::messageId)
                        .toList())));
    try (World world = world(terms(queue(3), 10), lambda)) {
      for (int i = 1; i <= 9; i++) world.pond().send("healthy " + i);
      world.pond().send("poison");
      world.begin();
      world.pass(VISIBILITY.multipliedBy(5));

      for (int i = 1; i <= 9; i++)
        assertThat(Collections.frequency(lambda.bodies(), "healthy " + i)).isEqualTo(1);
      assertThat(Collections.frequency(lambda.bodies(), "poison")).isEqualTo(3);
      assertThat(world.pond().left()).isZero();
      assertThat(world.pond().dead()).containsExactly("poison");
    }
  }

  /// A call that was held back by throttles begins late in its batch's visibility, and ends while
  /// another environment has the same message already (with-sqs.html: at least once). A visibility
  /// of six timeouts leaves room for it.
  @Test
  default void a_message_can_be_with_two_environments_at_once() {
    var lambda = new Lambda(2, fine(Duration.ofSeconds(20)));
    Terms terms = terms(queue(5), 1);
    var impatient = terms.assumptions().withThrottleLongest(Duration.ofSeconds(2));
    try (World world = world(terms.with(impatient), lambda)) {
      for (String body : List.of("a", "b", "late")) world.pond().send(body);
      world.begin();
      world.pass(Duration.ofSeconds(35));

      List<Lambda.Call> twice =
          lambda.calls().stream().filter(call -> call.bodies().contains("late")).toList();
      assertThat(twice).hasSize(2);
      assertThat(twice.getLast().began()).isBefore(twice.getFirst().began().plusSeconds(20));
      assertThat(twice.getLast().items().getFirst().receives()).isEqualTo(2);
      world.pass(Duration.ofMinutes(1));
      assertThat(world.pond().left()).isZero();
    }
  }

  private static List<String> burst(World world, int messages) {
    IntStream.range(0, messages).forEach(i -> world.pond().send("m" + i));
    world.begin();
    world.drain(Duration.ofHours(2));
    assertThat(world.pond().left()).isZero();
    return world.pond().dead();
  }
}
