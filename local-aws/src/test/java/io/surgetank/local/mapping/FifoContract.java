package io.surgetank.local.mapping;

import static io.surgetank.local.mapping.Lambda.comeAgain;
import static io.surgetank.local.mapping.Lambda.error;
import static io.surgetank.local.mapping.Lambda.fine;
import static io.surgetank.local.mapping.Lambda.ok;
import static io.surgetank.local.mapping.Lambda.unbounded;
import static io.surgetank.local.mapping.Samples.VISIBILITY;
import static io.surgetank.local.mapping.Samples.fifo;
import static io.surgetank.local.mapping.Samples.terms;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What a mapping does with a FIFO queue. The order is the queue's doing; the mapping must not
/// spoil it.
interface FifoContract {
  World world(Terms terms, Lambda lambda);

  /// Messages of a group come in the order in which they were sent (services-sqs-scaling.html,
  /// FIFO; FIFO-queues-understanding-logic.html).
  @Test
  default void a_group_s_messages_come_in_order() {
    var lambda = unbounded(fine(Duration.ofSeconds(1)));
    try (World world = world(terms(fifo(5), 3), lambda)) {
      for (int i = 1; i <= 8; i++) world.pond().send("g", "g" + i);
      world.begin();
      world.pass(Duration.ofMinutes(1));

      assertThat(lambda.bodies()).containsExactly("g1", "g2", "g3", "g4", "g5", "g6", "g7", "g8");
      assertThat(world.pond().left()).isZero();
    }
  }

  /// No more of a group while some of it is in flight: with one message a batch there are at most
  /// as many calls at once as there are active groups (services-sqs-scaling.html, FIFO queues).
  @Test
  default void there_are_no_more_calls_at_once_than_groups() {
    var lambda = unbounded(fine(Duration.ofSeconds(2)));
    try (World world = world(terms(fifo(5), 1), lambda)) {
      for (int i = 1; i <= 6; i++)
        for (String group : List.of("g", "h", "k")) world.pond().send(group, group + i);
      world.begin();
      world.pass(Duration.ofSeconds(90));

      assertThat(lambda.peak()).isEqualTo(3);
      for (String group : List.of("g", "h", "k"))
        assertThat(lambda.bodies().stream().filter(body -> body.startsWith(group)))
            .isSorted()
            .hasSize(6);
      assertThat(world.pond().left()).isZero();
    }
  }

  /// A batch that failed holds up its groups until it is worked or dead, and no other
  /// (with-sqs.html, FIFO).
  @Test
  default void a_failed_message_holds_up_its_group_only() {
    var lambda =
        unbounded(items ->
            new Lambda.Run(
                Duration.ofSeconds(1),
                items.getFirst().body().equals("g1") && items.getFirst().receives() < 2
                    ? error()
                    : ok()));
    try (World world = world(terms(fifo(5), 1), lambda)) {
      for (String body : List.of("g1", "g2", "h1", "h2"))
        world.pond().send(body.substring(0, 1), body);
      world.begin();
      world.pass(Duration.ofSeconds(20));
      assertThat(lambda.bodies()).containsExactlyInAnyOrder("g1", "h1", "h2");
      world.pass(VISIBILITY);

      assertThat(lambda.bodies().subList(3, 5)).containsExactly("g1", "g2");
      assertThat(world.pond().left()).isZero();
    }
  }

  /// A function that hides a message until it is to be tried again hides its group with it
  /// (FIFO-queues-understanding-logic.html: none of a group while one of it is in flight).
  @Test
  default void a_hidden_message_holds_up_its_group_for_as_long_as_it_is_hidden() {
    var lambda = unbounded(fine(Duration.ofSeconds(1)));
    try (World world = world(terms(fifo(5), 1), lambda)) {
      for (String body : List.of("g1", "g2", "h1")) world.pond().send(body.substring(0, 1), body);
      Received first = world.pond().receive(1, Duration.ZERO).getFirst();
      world.pond().hide(first, VISIBILITY.multipliedBy(3));
      world.begin();
      world.pass(VISIBILITY.multipliedBy(2));
      assertThat(lambda.bodies()).containsExactly("h1");
      world.pass(VISIBILITY.multipliedBy(2));

      assertThat(lambda.bodies()).containsExactly("h1", "g1", "g2");
      assertThat(world.pond().left()).isZero();
    }
  }

  /// A function that stops at the first failure and names it and all after it keeps the order
  /// (services-sqs-errorhandling.html, partial batch responses, FIFO).
  @Test
  default void naming_the_first_failure_and_all_after_it_keeps_the_order() {
    var worked = new ArrayList<String>();
    var lambda =
        unbounded(items -> {
          var again = new ArrayList<String>();
          for (Lambda.Item item : items) {
            boolean fails = item.body().equals("g2") && item.receives() < 2;
            if (fails || !again.isEmpty()) again.add(item.messageId());
            else worked.add(item.body());
          }
          return new Lambda.Run(Duration.ofSeconds(1), comeAgain(again));
        });
    try (World world = world(terms(fifo(5), 10), lambda)) {
      for (int i = 1; i <= 4; i++) world.pond().send("g", "g" + i);
      world.begin();
      world.pass(VISIBILITY.multipliedBy(3));

      assertThat(worked).containsExactly("g1", "g2", "g3", "g4");
      assertThat(world.pond().left()).isZero();
    }
  }

  /// Lambda does not stop for the function: what comes after the failure and is not named is
  /// deleted, and the order is lost (services-sqs-errorhandling.html: the function should stop).
  @Test
  default void naming_the_first_failure_alone_lets_the_later_ones_overtake() {
    var worked = new ArrayList<String>();
    var lambda =
        unbounded(items -> {
          var again = new ArrayList<String>();
          for (Lambda.Item item : items)
            if (item.body().equals("g2") && item.receives() < 2) again.add(item.messageId());
            else worked.add(item.body());
          return new Lambda.Run(Duration.ofSeconds(1), comeAgain(again));
        });
    try (World world = world(terms(fifo(5), 10), lambda)) {
      for (int i = 1; i <= 4; i++) world.pond().send("g", "g" + i);
      world.begin();
      world.pass(VISIBILITY.multipliedBy(3));

      assertThat(worked).containsExactly("g1", "g3", "g4", "g2");
      assertThat(world.pond().left()).isZero();
    }
  }

  /// A FIFO queue's dead letters go to a FIFO queue, and its group goes on without them
  /// (sqs-dead-letter-queues.html).
  @Test
  default void a_group_goes_on_without_its_dead_letter() {
    var lambda =
        unbounded(items ->
            new Lambda.Run(
                Duration.ofSeconds(1), items.getFirst().body().equals("g1") ? error() : ok()));
    try (World world = world(terms(fifo(2), 1), lambda)) {
      world.pond().send("g", "g1");
      world.pond().send("g", "g2");
      world.begin();
      world.pass(VISIBILITY.multipliedBy(4));

      assertThat(lambda.bodies()).containsExactly("g1", "g1", "g2");
      assertThat(world.pond().left()).isZero();
      assertThat(world.pond().dead()).containsExactly("g1");
    }
  }
}
