package io.surgetank.local.mapping;

import static io.surgetank.local.mapping.FakeLambda.comeAgain;
import static io.surgetank.local.mapping.FakeLambda.fine;
import static io.surgetank.local.mapping.FakeLambda.unbounded;
import static io.surgetank.local.mapping.SampleMessages.VISIBILITY;
import static io.surgetank.local.mapping.SampleMessages.queue;
import static io.surgetank.local.mapping.SampleMessages.terms;
import static io.surgetank.local.mapping.SampleMessages.withMaximum;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Days on which healthy messages suffer, or must not.
interface QueueFaultsContract {
  MappingHarness world(MappingConfig mappingConfig, FakeLambda fakeLambda);

  /// Reserved concurrency below the number of pollers: the batches that got no environment are
  /// received again and again without a call, and healthy messages die (services-sqs-configure.html
  /// warns of it; services-sqs-errorhandling.html says how).
  @Test
  default void a_burst_at_reserved_concurrency_1_kills_healthy_messages() {
    var fakeLambda = new FakeLambda(1, fine(Duration.ofSeconds(25)));
    try (MappingHarness mappingHarness = world(terms(queue(1), 10), fakeLambda)) {
      List<String> dead = burst(mappingHarness, 200);
      var neverWorked = new ArrayList<>(dead);
      neverWorked.removeAll(fakeLambda.bodies());

      System.out.printf(
          "%s: of 200 healthy messages, %d are dead letters, %d of them never worked%n",
          getClass().getSimpleName(), dead.size(), neverWorked.size());
      assertThat(neverWorked).isNotEmpty();
      assertThat(Set.copyOf(fakeLambda.bodies())).hasSize(200 - neverWorked.size());
    }
  }

  /// The settings that a stack has: a maximum concurrency, nothing reserved below it, a visibility
  /// of six timeouts, a receive count well above (services-sqs-configure.html).
  @Test
  default void the_same_burst_harms_nobody_with_our_settings() {
    var fakeLambda = new FakeLambda(2, fine(Duration.ofSeconds(25)));
    Duration visibility = Duration.ofSeconds(30).multipliedBy(6);
    try (MappingHarness mappingHarness =
        world(withMaximum(terms(queue(visibility, 5), 10), 2), fakeLambda)) {
      List<String> dead = burst(mappingHarness, 200);

      assertThat(dead).isEmpty();
      assertThat(mappingHarness.counts().throttles()).isZero();
      assertThat(fakeLambda.bodies()).hasSize(200).doesNotHaveDuplicates();
    }
  }

  /// One poison message among ten: the nine are worked once, the one is tried as often as the queue
  /// allows and dies (services-sqs-errorhandling.html, partial batch responses).
  @Test
  default void a_poison_message_dies_alone() {
    var fakeLambda =
        unbounded(items ->
            new FakeLambda.Run(
                Duration.ofSeconds(1),
                comeAgain(
                    items.stream()
                        .filter(item -> item.body().equals("poison"))
                        .map(FakeLambda.Item::messageId)
                        .toList())));
    try (MappingHarness mappingHarness = world(terms(queue(3), 10), fakeLambda)) {
      for (int i = 1; i <= 9; i++) mappingHarness.pond().send("healthy " + i);
      mappingHarness.pond().send("poison");
      mappingHarness.begin();
      mappingHarness.pass(VISIBILITY.multipliedBy(5));

      for (int i = 1; i <= 9; i++)
        assertThat(Collections.frequency(fakeLambda.bodies(), "healthy " + i)).isEqualTo(1);
      assertThat(Collections.frequency(fakeLambda.bodies(), "poison")).isEqualTo(3);
      assertThat(mappingHarness.pond().left()).isZero();
      assertThat(mappingHarness.pond().dead()).containsExactly("poison");
    }
  }

  /// A call that was held back by throttles begins late in its batch's visibility, and ends while
  /// another environment has the same message already (with-sqs.html: at least once). A visibility
  /// of six timeouts leaves room for it.
  @Test
  default void a_message_can_be_with_two_environments_at_once() {
    var fakeLambda = new FakeLambda(2, fine(Duration.ofSeconds(20)));
    MappingConfig mappingConfig = terms(queue(5), 1);
    var impatient = mappingConfig.assumptions().withThrottleLongest(Duration.ofSeconds(2));
    try (MappingHarness mappingHarness = world(mappingConfig.with(impatient), fakeLambda)) {
      for (String body : List.of("a", "b", "late")) mappingHarness.pond().send(body);
      mappingHarness.begin();
      mappingHarness.pass(Duration.ofSeconds(35));

      List<FakeLambda.Call> twice =
          fakeLambda.calls().stream().filter(call -> call.bodies().contains("late")).toList();
      assertThat(twice).hasSize(2);
      assertThat(twice.getLast().began()).isBefore(twice.getFirst().began().plusSeconds(20));
      assertThat(twice.getLast().items().getFirst().receives()).isEqualTo(2);
      mappingHarness.pass(Duration.ofMinutes(1));
      assertThat(mappingHarness.pond().left()).isZero();
    }
  }

  private static List<String> burst(MappingHarness mappingHarness, int messages) {
    IntStream.range(0, messages).forEach(i -> mappingHarness.pond().send("m" + i));
    mappingHarness.begin();
    mappingHarness.drain(Duration.ofHours(2));
    assertThat(mappingHarness.pond().left()).isZero();
    return mappingHarness.pond().dead();
  }
}
