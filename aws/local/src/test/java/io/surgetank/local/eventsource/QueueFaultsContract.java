package io.surgetank.local.eventsource;

import static io.surgetank.local.eventsource.FakeLambda.fine;
import static io.surgetank.local.eventsource.FakeLambda.itemFailures;
import static io.surgetank.local.eventsource.FakeLambda.unbounded;
import static io.surgetank.local.eventsource.SampleMessages.VISIBILITY;
import static io.surgetank.local.eventsource.SampleMessages.config;
import static io.surgetank.local.eventsource.SampleMessages.queue;
import static io.surgetank.local.eventsource.SampleMessages.withMaximum;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Faults of queues that may affect valid messages.
interface QueueFaultsContract {
  MappingHarness harness(MappingConfig mappingConfig, FakeLambda fakeLambda);

  /// Reserved concurrency below the number of pollers: throttled batches are received repeatedly
  /// without an invocation, and valid messages become dead letters (services-sqs-configure.html
  /// warns of it; services-sqs-errorhandling.html says how).
  @Test
  default void a_burst_at_reserved_concurrency_1_makes_valid_messages_dead_letters() {
    var fakeLambda = new FakeLambda(1, fine(Duration.ofSeconds(25)));
    try (MappingHarness mappingHarness = harness(config(queue(1), 10), fakeLambda)) {
      List<String> dead = burst(mappingHarness, 200);
      var neverProcessed = new ArrayList<>(dead);
      neverProcessed.removeAll(fakeLambda.bodies());

      System.out.printf(
          "%s: of 200 valid messages, %d are dead letters, %d of them never processed%n",
          getClass().getSimpleName(), dead.size(), neverProcessed.size());
      assertThat(neverProcessed).isNotEmpty();
      assertThat(Set.copyOf(fakeLambda.bodies())).hasSize(200 - neverProcessed.size());
    }
  }

  /// The settings of the product's stack: a maximum concurrency, no lower reserved concurrency, a
  /// visibility of six timeouts, a high receive count (services-sqs-configure.html).
  @Test
  default void the_same_burst_causes_no_dead_letters_with_the_settings_of_the_stack() {
    var fakeLambda = new FakeLambda(2, fine(Duration.ofSeconds(25)));
    Duration visibility = Duration.ofSeconds(30).multipliedBy(6);
    try (MappingHarness mappingHarness =
        harness(withMaximum(config(queue(visibility, 5), 10), 2), fakeLambda)) {
      List<String> dead = burst(mappingHarness, 200);

      assertThat(dead).isEmpty();
      assertThat(mappingHarness.counts().throttles()).isZero();
      assertThat(fakeLambda.bodies()).hasSize(200).doesNotHaveDuplicates();
    }
  }

  /// One of ten messages always fails: the others are processed once, and it is received as often
  /// as the queue allows (services-sqs-errorhandling.html, partial batch responses).
  @Test
  default void a_message_that_always_fails_affects_no_other() {
    var fakeLambda =
        unbounded(items ->
            new FakeLambda.Run(
                Duration.ofSeconds(1),
                itemFailures(
                    items.stream()
                        .filter(item -> item.body().equals("poison"))
                        .map(FakeLambda.Item::messageId)
                        .toList())));
    try (MappingHarness mappingHarness = harness(config(queue(3), 10), fakeLambda)) {
      for (int i = 1; i <= 9; i++) mappingHarness.queue().send("healthy " + i);
      mappingHarness.queue().send("poison");
      mappingHarness.begin();
      mappingHarness.pass(VISIBILITY.multipliedBy(5));

      for (int i = 1; i <= 9; i++)
        assertThat(Collections.frequency(fakeLambda.bodies(), "healthy " + i)).isEqualTo(1);
      assertThat(Collections.frequency(fakeLambda.bodies(), "poison")).isEqualTo(3);
      assertThat(mappingHarness.queue().left()).isZero();
      assertThat(mappingHarness.queue().dead()).containsExactly("poison");
    }
  }

  /// After throttling, an invocation starts late in the visibility timeout of its batch, and is
  /// still running when the message is redelivered (with-sqs.html: at least once). A visibility of
  /// six timeouts prevents it.
  @Test
  default void a_message_can_be_in_two_environments_at_once() {
    var fakeLambda = new FakeLambda(2, fine(Duration.ofSeconds(20)));
    MappingConfig mappingConfig = config(queue(5), 1);
    var shortBackoff = mappingConfig.assumptions().withMaxThrottleBackoff(Duration.ofSeconds(2));
    try (MappingHarness mappingHarness = harness(mappingConfig.with(shortBackoff), fakeLambda)) {
      for (String body : List.of("a", "b", "late")) mappingHarness.queue().send(body);
      mappingHarness.begin();
      mappingHarness.pass(Duration.ofSeconds(35));

      List<FakeLambda.Call> twice =
          fakeLambda.calls().stream().filter(call -> call.bodies().contains("late")).toList();
      assertThat(twice).hasSize(2);
      assertThat(twice.getLast().began()).isBefore(twice.getFirst().began().plusSeconds(20));
      assertThat(twice.getLast().items().getFirst().receives()).isEqualTo(2);
      mappingHarness.pass(Duration.ofMinutes(1));
      assertThat(mappingHarness.queue().left()).isZero();
    }
  }

  private static List<String> burst(MappingHarness mappingHarness, int messages) {
    IntStream.range(0, messages).forEach(i -> mappingHarness.queue().send("m" + i));
    mappingHarness.begin();
    mappingHarness.drain(Duration.ofHours(2));
    assertThat(mappingHarness.queue().left()).isZero();
    return mappingHarness.queue().dead();
  }
}
