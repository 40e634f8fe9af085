package io.surgetank.local.mapping;

import static io.surgetank.local.mapping.FakeLambda.comeAgain;
import static io.surgetank.local.mapping.FakeLambda.error;
import static io.surgetank.local.mapping.FakeLambda.fine;
import static io.surgetank.local.mapping.FakeLambda.ok;
import static io.surgetank.local.mapping.FakeLambda.unbounded;
import static io.surgetank.local.mapping.SampleMessages.VISIBILITY;
import static io.surgetank.local.mapping.SampleMessages.fifo;
import static io.surgetank.local.mapping.SampleMessages.terms;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What a mapping does with a FIFO queue. The order is the queue's doing; the mapping must not
/// spoil it.
interface FifoContract {
  MappingHarness world(MappingConfig mappingConfig, FakeLambda fakeLambda);

  /// Messages of a group come in the order in which they were sent (services-sqs-scaling.html,
  /// FIFO; FIFO-queues-understanding-logic.html).
  @Test
  default void a_group_s_messages_come_in_order() {
    var fakeLambda = unbounded(fine(Duration.ofSeconds(1)));
    try (MappingHarness mappingHarness = world(terms(fifo(5), 3), fakeLambda)) {
      for (int i = 1; i <= 8; i++) mappingHarness.pond().send("g", "g" + i);
      mappingHarness.begin();
      mappingHarness.pass(Duration.ofMinutes(1));

      assertThat(fakeLambda.bodies())
          .containsExactly("g1", "g2", "g3", "g4", "g5", "g6", "g7", "g8");
      assertThat(mappingHarness.pond().left()).isZero();
    }
  }

  /// No more of a group while some of it is in flight: with one message a batch there are at most
  /// as many calls at once as there are active groups (services-sqs-scaling.html, FIFO queues).
  @Test
  default void there_are_no_more_calls_at_once_than_groups() {
    var fakeLambda = unbounded(fine(Duration.ofSeconds(2)));
    try (MappingHarness mappingHarness = world(terms(fifo(5), 1), fakeLambda)) {
      for (int i = 1; i <= 6; i++)
        for (String group : List.of("g", "h", "k")) mappingHarness.pond().send(group, group + i);
      mappingHarness.begin();
      mappingHarness.pass(Duration.ofSeconds(90));

      assertThat(fakeLambda.peak()).isEqualTo(3);
      for (String group : List.of("g", "h", "k"))
        assertThat(fakeLambda.bodies().stream().filter(body -> body.startsWith(group)))
            .isSorted()
            .hasSize(6);
      assertThat(mappingHarness.pond().left()).isZero();
    }
  }

  /// A batch that failed holds up its groups until it is worked or dead, and no other
  /// (with-sqs.html, FIFO).
  @Test
  default void a_failed_message_holds_up_its_group_only() {
    var fakeLambda =
        unbounded(items ->
            new FakeLambda.Run(
                Duration.ofSeconds(1),
                items.getFirst().body().equals("g1") && items.getFirst().receives() < 2
                    ? error()
                    : ok()));
    try (MappingHarness mappingHarness = world(terms(fifo(5), 1), fakeLambda)) {
      for (String body : List.of("g1", "g2", "h1", "h2"))
        mappingHarness.pond().send(body.substring(0, 1), body);
      mappingHarness.begin();
      mappingHarness.pass(Duration.ofSeconds(20));
      assertThat(fakeLambda.bodies()).containsExactlyInAnyOrder("g1", "h1", "h2");
      mappingHarness.pass(VISIBILITY);

      assertThat(fakeLambda.bodies().subList(3, 5)).containsExactly("g1", "g2");
      assertThat(mappingHarness.pond().left()).isZero();
    }
  }

  /// A function that hides a message until it is to be tried again hides its group with it
  /// (FIFO-queues-understanding-logic.html: none of a group while one of it is in flight).
  @Test
  default void a_hidden_message_holds_up_its_group_for_as_long_as_it_is_hidden() {
    var fakeLambda = unbounded(fine(Duration.ofSeconds(1)));
    try (MappingHarness mappingHarness = world(terms(fifo(5), 1), fakeLambda)) {
      for (String body : List.of("g1", "g2", "h1"))
        mappingHarness.pond().send(body.substring(0, 1), body);
      PolledMessage first = mappingHarness.pond().receive(1, Duration.ZERO).getFirst();
      mappingHarness.pond().hide(first, VISIBILITY.multipliedBy(3));
      mappingHarness.begin();
      mappingHarness.pass(VISIBILITY.multipliedBy(2));
      assertThat(fakeLambda.bodies()).containsExactly("h1");
      mappingHarness.pass(VISIBILITY.multipliedBy(2));

      assertThat(fakeLambda.bodies()).containsExactly("h1", "g1", "g2");
      assertThat(mappingHarness.pond().left()).isZero();
    }
  }

  /// A function that stops at the first failure and names it and all after it keeps the order
  /// (services-sqs-errorhandling.html, partial batch responses, FIFO).
  @Test
  default void naming_the_first_failure_and_all_after_it_keeps_the_order() {
    var worked = new ArrayList<String>();
    var fakeLambda =
        unbounded(items -> {
          var again = new ArrayList<String>();
          for (FakeLambda.Item item : items) {
            boolean fails = item.body().equals("g2") && item.receives() < 2;
            if (fails || !again.isEmpty()) again.add(item.messageId());
            else worked.add(item.body());
          }
          return new FakeLambda.Run(Duration.ofSeconds(1), comeAgain(again));
        });
    try (MappingHarness mappingHarness = world(terms(fifo(5), 10), fakeLambda)) {
      for (int i = 1; i <= 4; i++) mappingHarness.pond().send("g", "g" + i);
      mappingHarness.begin();
      mappingHarness.pass(VISIBILITY.multipliedBy(3));

      assertThat(worked).containsExactly("g1", "g2", "g3", "g4");
      assertThat(mappingHarness.pond().left()).isZero();
    }
  }

  /// Lambda does not stop for the function: what comes after the failure and is not named is
  /// deleted, and the order is lost (services-sqs-errorhandling.html: the function should stop).
  @Test
  default void naming_the_first_failure_alone_lets_the_later_ones_overtake() {
    var worked = new ArrayList<String>();
    var fakeLambda =
        unbounded(items -> {
          var again = new ArrayList<String>();
          for (FakeLambda.Item item : items)
            if (item.body().equals("g2") && item.receives() < 2) again.add(item.messageId());
            else worked.add(item.body());
          return new FakeLambda.Run(Duration.ofSeconds(1), comeAgain(again));
        });
    try (MappingHarness mappingHarness = world(terms(fifo(5), 10), fakeLambda)) {
      for (int i = 1; i <= 4; i++) mappingHarness.pond().send("g", "g" + i);
      mappingHarness.begin();
      mappingHarness.pass(VISIBILITY.multipliedBy(3));

      assertThat(worked).containsExactly("g1", "g3", "g4", "g2");
      assertThat(mappingHarness.pond().left()).isZero();
    }
  }

  /// A FIFO queue's dead letters go to a FIFO queue, and its group goes on without them
  /// (sqs-dead-letter-queues.html).
  @Test
  default void a_group_goes_on_without_its_dead_letter() {
    var fakeLambda =
        unbounded(items ->
            new FakeLambda.Run(
                Duration.ofSeconds(1), items.getFirst().body().equals("g1") ? error() : ok()));
    try (MappingHarness mappingHarness = world(terms(fifo(2), 1), fakeLambda)) {
      mappingHarness.pond().send("g", "g1");
      mappingHarness.pond().send("g", "g2");
      mappingHarness.begin();
      mappingHarness.pass(VISIBILITY.multipliedBy(4));

      assertThat(fakeLambda.bodies()).containsExactly("g1", "g1", "g2");
      assertThat(mappingHarness.pond().left()).isZero();
      assertThat(mappingHarness.pond().dead()).containsExactly("g1");
    }
  }
}
