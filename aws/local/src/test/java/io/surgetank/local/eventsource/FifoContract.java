package io.surgetank.local.eventsource;

import static io.surgetank.local.eventsource.FakeLambda.error;
import static io.surgetank.local.eventsource.FakeLambda.fine;
import static io.surgetank.local.eventsource.FakeLambda.itemFailures;
import static io.surgetank.local.eventsource.FakeLambda.ok;
import static io.surgetank.local.eventsource.FakeLambda.unbounded;
import static io.surgetank.local.eventsource.SampleMessages.VISIBILITY;
import static io.surgetank.local.eventsource.SampleMessages.config;
import static io.surgetank.local.eventsource.SampleMessages.fifo;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// A mapping with a FIFO queue. The queue provides the order; the mapping must keep it.
interface FifoContract {
  MappingHarness harness(MappingConfig mappingConfig, FakeLambda fakeLambda);

  /// Messages of a group are received in the order of sending (services-sqs-scaling.html, FIFO;
  /// FIFO-queues-understanding-logic.html).
  @Test
  default void messages_of_a_group_are_processed_in_order() {
    var fakeLambda = unbounded(fine(Duration.ofSeconds(1)));
    try (MappingHarness mappingHarness = harness(config(fifo(5), 3), fakeLambda)) {
      for (int i = 1; i <= 8; i++) mappingHarness.queue().send("g", "g" + i);
      mappingHarness.begin();
      mappingHarness.pass(Duration.ofMinutes(1));

      assertThat(fakeLambda.bodies())
          .containsExactly("g1", "g2", "g3", "g4", "g5", "g6", "g7", "g8");
      assertThat(mappingHarness.queue().left()).isZero();
    }
  }

  /// No message of a group is received while another is in flight: with a batch size of one there
  /// are at most as many concurrent invocations as active groups (services-sqs-scaling.html, FIFO
  /// queues).
  @Test
  default void there_are_no_more_concurrent_invocations_than_groups() {
    var fakeLambda = unbounded(fine(Duration.ofSeconds(2)));
    try (MappingHarness mappingHarness = harness(config(fifo(5), 1), fakeLambda)) {
      for (int i = 1; i <= 6; i++)
        for (String group : List.of("g", "h", "k")) mappingHarness.queue().send(group, group + i);
      mappingHarness.begin();
      mappingHarness.pass(Duration.ofSeconds(90));

      assertThat(fakeLambda.peak()).isEqualTo(3);
      for (String group : List.of("g", "h", "k"))
        assertThat(fakeLambda.bodies().stream().filter(body -> body.startsWith(group)))
            .isSorted()
            .hasSize(6);
      assertThat(mappingHarness.queue().left()).isZero();
    }
  }

  /// A failed batch blocks its groups until it is processed or dead, and no other group
  /// (with-sqs.html, FIFO).
  @Test
  default void a_failed_message_blocks_its_group_only() {
    var fakeLambda =
        unbounded(items ->
            new FakeLambda.Run(
                Duration.ofSeconds(1),
                items.getFirst().body().equals("g1") && items.getFirst().receives() < 2
                    ? error()
                    : ok()));
    try (MappingHarness mappingHarness = harness(config(fifo(5), 1), fakeLambda)) {
      for (String body : List.of("g1", "g2", "h1", "h2"))
        mappingHarness.queue().send(body.substring(0, 1), body);
      mappingHarness.begin();
      mappingHarness.pass(Duration.ofSeconds(20));
      assertThat(fakeLambda.bodies()).containsExactlyInAnyOrder("g1", "h1", "h2");
      mappingHarness.pass(VISIBILITY);

      assertThat(fakeLambda.bodies().subList(3, 5)).containsExactly("g1", "g2");
      assertThat(mappingHarness.queue().left()).isZero();
    }
  }

  /// A function that hides a message until its retry also hides its group
  /// (FIFO-queues-understanding-logic.html: none of a group while one of it is in flight).
  @Test
  default void a_hidden_message_blocks_its_group() {
    var fakeLambda = unbounded(fine(Duration.ofSeconds(1)));
    try (MappingHarness mappingHarness = harness(config(fifo(5), 1), fakeLambda)) {
      for (String body : List.of("g1", "g2", "h1"))
        mappingHarness.queue().send(body.substring(0, 1), body);
      PolledMessage first = mappingHarness.queue().receive(1, Duration.ZERO).getFirst();
      mappingHarness.queue().hide(first, VISIBILITY.multipliedBy(3));
      mappingHarness.begin();
      mappingHarness.pass(VISIBILITY.multipliedBy(2));
      assertThat(fakeLambda.bodies()).containsExactly("h1");
      mappingHarness.pass(VISIBILITY.multipliedBy(2));

      assertThat(fakeLambda.bodies()).containsExactly("h1", "g1", "g2");
      assertThat(mappingHarness.queue().left()).isZero();
    }
  }

  /// A function that stops at the first failure and reports it and all after it keeps the order
  /// (services-sqs-errorhandling.html, partial batch responses, FIFO).
  @Test
  default void reporting_the_first_failure_and_all_after_it_keeps_the_order() {
    var processed = new ArrayList<String>();
    var fakeLambda =
        unbounded(items -> {
          var failures = new ArrayList<String>();
          for (FakeLambda.Item item : items) {
            boolean fails = item.body().equals("g2") && item.receives() < 2;
            if (fails || !failures.isEmpty()) failures.add(item.messageId());
            else processed.add(item.body());
          }
          return new FakeLambda.Run(Duration.ofSeconds(1), itemFailures(failures));
        });
    try (MappingHarness mappingHarness = harness(config(fifo(5), 10), fakeLambda)) {
      for (int i = 1; i <= 4; i++) mappingHarness.queue().send("g", "g" + i);
      mappingHarness.begin();
      mappingHarness.pass(VISIBILITY.multipliedBy(3));

      assertThat(processed).containsExactly("g1", "g2", "g3", "g4");
      assertThat(mappingHarness.queue().left()).isZero();
    }
  }

  /// Lambda deletes the messages after the failure that are not reported, and the order is lost
  /// (services-sqs-errorhandling.html: the function should stop).
  @Test
  default void reporting_the_first_failure_alone_loses_the_order() {
    var processed = new ArrayList<String>();
    var fakeLambda =
        unbounded(items -> {
          var failures = new ArrayList<String>();
          for (FakeLambda.Item item : items)
            if (item.body().equals("g2") && item.receives() < 2) failures.add(item.messageId());
            else processed.add(item.body());
          return new FakeLambda.Run(Duration.ofSeconds(1), itemFailures(failures));
        });
    try (MappingHarness mappingHarness = harness(config(fifo(5), 10), fakeLambda)) {
      for (int i = 1; i <= 4; i++) mappingHarness.queue().send("g", "g" + i);
      mappingHarness.begin();
      mappingHarness.pass(VISIBILITY.multipliedBy(3));

      assertThat(processed).containsExactly("g1", "g3", "g4", "g2");
      assertThat(mappingHarness.queue().left()).isZero();
    }
  }

  /// A FIFO queue's dead letters go to a FIFO queue, and their group continues without them
  /// (sqs-dead-letter-queues.html).
  @Test
  default void a_group_continues_without_its_dead_letter() {
    var fakeLambda =
        unbounded(items ->
            new FakeLambda.Run(
                Duration.ofSeconds(1), items.getFirst().body().equals("g1") ? error() : ok()));
    try (MappingHarness mappingHarness = harness(config(fifo(2), 1), fakeLambda)) {
      mappingHarness.queue().send("g", "g1");
      mappingHarness.queue().send("g", "g2");
      mappingHarness.begin();
      mappingHarness.pass(VISIBILITY.multipliedBy(4));

      assertThat(fakeLambda.bodies()).containsExactly("g1", "g1", "g2");
      assertThat(mappingHarness.queue().left()).isZero();
      assertThat(mappingHarness.queue().dead()).containsExactly("g1");
    }
  }
}
