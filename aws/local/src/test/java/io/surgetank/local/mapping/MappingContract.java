package io.surgetank.local.mapping;

import static io.surgetank.local.mapping.FakeLambda.answer;
import static io.surgetank.local.mapping.FakeLambda.comeAgain;
import static io.surgetank.local.mapping.FakeLambda.error;
import static io.surgetank.local.mapping.FakeLambda.fine;
import static io.surgetank.local.mapping.FakeLambda.ok;
import static io.surgetank.local.mapping.FakeLambda.unbounded;
import static io.surgetank.local.mapping.SampleMessages.VISIBILITY;
import static io.surgetank.local.mapping.SampleMessages.queue;
import static io.surgetank.local.mapping.SampleMessages.terms;
import static org.assertj.core.api.Assertions.assertThat;

import io.surgetank.deploy.stack.SqsTrigger;
import io.surgetank.local.lambda.Invocation;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What a mapping does with a standard queue, over SQS as described and over ElasticMQ alike.
interface MappingContract {
  Duration SECOND = Duration.ofSeconds(1);

  MappingHarness world(MappingConfig mappingConfig, FakeLambda fakeLambda);

  /// Lambda deletes a batch's messages once the call with them has returned (with-sqs.html).
  @Test
  default void a_worked_batch_is_deleted() {
    var fakeLambda = unbounded(fine(SECOND));
    try (MappingHarness mappingHarness = world(terms(queue(5), 10), fakeLambda)) {
      mappingHarness.pond().send("a");
      mappingHarness.pond().send("b");
      mappingHarness.begin();
      mappingHarness.pass(Duration.ofMinutes(1));

      assertThat(fakeLambda.bodies()).containsExactlyInAnyOrder("a", "b");
      assertThat(mappingHarness.pond().left()).isZero();
      assertThat(mappingHarness.counts().deleted()).isEqualTo(2);
    }
  }

  /// After an error the batch is not called again by itself: its messages reappear when the queue's
  /// visibility timeout runs out (services-sqs-errorhandling.html, back-off strategy).
  @Test
  default void a_failed_batch_comes_again_when_its_visibility_ends() {
    var fakeLambda =
        unbounded(
            items -> new FakeLambda.Run(SECOND, items.getFirst().receives() < 2 ? error() : ok()));
    try (MappingHarness mappingHarness = world(terms(queue(5), 10), fakeLambda)) {
      mappingHarness.pond().send("a");
      mappingHarness.begin();
      mappingHarness.pass(VISIBILITY.minusSeconds(1));
      assertThat(fakeLambda.calls()).hasSize(1);
      mappingHarness.pass(Duration.ofSeconds(10));

      assertThat(fakeLambda.calls()).hasSize(2);
      assertThat(fakeLambda.calls().getLast().items().getFirst().receives()).isEqualTo(2);
      assertThat(mappingHarness.pond().left()).isZero();
      assertThat(mappingHarness.counts().failures()).isEqualTo(1);
    }
  }

  /// A call that runs into the function's timeout is a failed one: nothing of it is deleted
  /// (with-sqs.html; services-sqs-errorhandling.html).
  @Test
  default void a_call_that_times_out_deletes_nothing() {
    var fakeLambda =
        unbounded(items ->
            new FakeLambda.Run(
                SECOND.multipliedBy(5),
                items.getFirst().receives() < 2 ? new Invocation.TimedOut() : ok()));
    try (MappingHarness mappingHarness = world(terms(queue(5), 10), fakeLambda)) {
      mappingHarness.pond().send("a");
      mappingHarness.begin();
      mappingHarness.pass(VISIBILITY.minusSeconds(1));
      assertThat(mappingHarness.pond().left()).isEqualTo(1);
      mappingHarness.pass(VISIBILITY);

      assertThat(fakeLambda.bodies()).containsExactly("a", "a");
      assertThat(mappingHarness.pond().left()).isZero();
    }
  }

  /// With ReportBatchItemFailures only the messages named come again, the others are deleted
  /// (services-sqs-errorhandling.html, partial batch responses).
  @Test
  default void only_what_is_named_as_failed_comes_again() {
    var fakeLambda =
        unbounded(items ->
            new FakeLambda.Run(
                SECOND,
                comeAgain(
                    items.stream()
                        .filter(item -> item.body().equals("b") && item.receives() < 2)
                        .map(FakeLambda.Item::messageId)
                        .toList())));
    try (MappingHarness mappingHarness = world(terms(queue(5), 10), fakeLambda)) {
      for (String body : List.of("a", "b", "c")) mappingHarness.pond().send(body);
      mappingHarness.begin();
      mappingHarness.pass(Duration.ofSeconds(10));
      assertThat(mappingHarness.pond().left()).isEqualTo(1);
      mappingHarness.pass(VISIBILITY);

      assertThat(fakeLambda.bodies()).containsExactlyInAnyOrder("a", "b", "c", "b");
      assertThat(mappingHarness.pond().left()).isZero();
      assertThat(mappingHarness.counts().itemFailures()).isEqualTo(1);
    }
  }

  /// An answer with an identifier that is not of the batch fails all of it
  /// (services-sqs-errorhandling.html, success and failure conditions). `BatchResultTest` has the
  /// table.
  @Test
  default void a_malformed_answer_brings_all_of_the_batch_again() {
    var fakeLambda =
        unbounded(items ->
            new FakeLambda.Run(
                SECOND, items.getFirst().receives() < 2 ? comeAgain(List.of("nobody")) : ok()));
    try (MappingHarness mappingHarness = world(terms(queue(5), 10), fakeLambda)) {
      for (String body : List.of("a", "b", "c")) mappingHarness.pond().send(body);
      mappingHarness.begin();
      mappingHarness.pass(Duration.ofSeconds(10));
      assertThat(mappingHarness.pond().left()).isEqualTo(3);
      mappingHarness.pass(VISIBILITY);

      assertThat(fakeLambda.bodies()).hasSize(6);
      assertThat(mappingHarness.pond().left()).isZero();
    }
  }

  /// Without ReportBatchItemFailures whatever a call returns means that all is worked
  /// (services-sqs-errorhandling.html).
  @Test
  default void without_item_failures_every_answer_is_a_success() {
    var fakeLambda =
        unbounded(_ -> new FakeLambda.Run(SECOND, answer("{\"batchItemFailures\":[{\"x\":1}]}")));
    try (MappingHarness mappingHarness =
        world(terms(queue(5), 10, SqsTrigger.Reply.WHOLE_BATCH), fakeLambda)) {
      mappingHarness.pond().send("a");
      mappingHarness.begin();
      mappingHarness.pass(Duration.ofMinutes(1));

      assertThat(fakeLambda.bodies()).containsExactly("a");
      assertThat(mappingHarness.pond().left()).isZero();
    }
  }

  /// After a throttle Lambda keeps the messages and tries the call again and again: the function
  /// gets them late, and received once (services-sqs-errorhandling.html, back-off strategy).
  @Test
  default void a_throttled_batch_is_kept_and_called_with_later() {
    var fakeLambda = new FakeLambda(1, fine(SECOND.multipliedBy(5)));
    try (MappingHarness mappingHarness = world(terms(queue(5), 1), fakeLambda)) {
      mappingHarness.pond().send("a");
      mappingHarness.pond().send("b");
      mappingHarness.begin();
      mappingHarness.pass(VISIBILITY.minusSeconds(1));

      assertThat(mappingHarness.counts().throttles()).isPositive();
      assertThat(fakeLambda.bodies()).containsExactlyInAnyOrder("a", "b");
      assertThat(fakeLambda.calls())
          .allSatisfy(call -> assertThat(call.items().getFirst().receives()).isEqualTo(1));
      assertThat(mappingHarness.pond().left()).isZero();
    }
  }

  /// It does so until the visibility timeout has passed, and drops them then; they reappear, and
  /// have been received once more without a call (services-sqs-errorhandling.html).
  @Test
  default void a_throttled_batch_is_let_go_when_its_visibility_ends() {
    var fakeLambda = new FakeLambda(0, fine(SECOND));
    try (MappingHarness mappingHarness = world(terms(queue(2), 10), fakeLambda)) {
      mappingHarness.pond().send("a");
      mappingHarness.begin();
      mappingHarness.pass(VISIBILITY.minusSeconds(1));
      assertThat(mappingHarness.counts().messages()).isEqualTo(1);
      mappingHarness.pass(VISIBILITY);
      assertThat(mappingHarness.counts().messages()).isEqualTo(2);
      mappingHarness.pass(VISIBILITY);

      assertThat(mappingHarness.counts().dropped()).isEqualTo(2);
      assertThat(fakeLambda.calls()).isEmpty();
      assertThat(mappingHarness.pond().dead()).containsExactly("a");
    }
  }

  /// What was received more often than maxReceiveCount goes to the dead-letter queue instead of to
  /// the function: SQS moves it, at the next receive (sqs-dead-letter-queues.html).
  @Test
  default void what_fails_too_often_goes_to_the_dead_letter_queue() {
    var fakeLambda = unbounded(_ -> new FakeLambda.Run(SECOND, error()));
    try (MappingHarness mappingHarness = world(terms(queue(3), 10), fakeLambda)) {
      mappingHarness.pond().send("a");
      mappingHarness.begin();
      mappingHarness.pass(VISIBILITY.multipliedBy(5));

      assertThat(fakeLambda.bodies()).containsExactly("a", "a", "a");
      assertThat(mappingHarness.pond().left()).isZero();
      assertThat(mappingHarness.pond().dead()).containsExactly("a");
    }
  }

  /// A mapping that dies between the work and the deletion leaves the messages to come again: at
  /// least once (with-sqs.html).
  @Test
  default void what_was_worked_and_not_deleted_comes_again() {
    var fakeLambda = unbounded(fine(SECOND.multipliedBy(5)));
    try (MappingHarness mappingHarness = world(terms(queue(5), 10), fakeLambda)) {
      mappingHarness.pond().send("a");
      mappingHarness.begin();
      mappingHarness.pass(Duration.ofSeconds(2));
      mappingHarness.crash();
      mappingHarness.pass(VISIBILITY.multipliedBy(2));

      assertThat(fakeLambda.bodies()).containsExactly("a", "a");
      assertThat(mappingHarness.pond().left()).isZero();
    }
  }

  /// A mapping that is disabled lets the calls under way end and deletes their messages
  /// (assumption; AWS describes the state `Disabling`, not what happens in it).
  @Test
  default void a_stopped_mapping_ends_what_is_under_way_and_begins_nothing() {
    var fakeLambda = unbounded(fine(SECOND.multipliedBy(5)));
    try (MappingHarness mappingHarness = world(terms(queue(5), 10), fakeLambda)) {
      mappingHarness.pond().send("a");
      mappingHarness.begin();
      mappingHarness.pass(Duration.ofSeconds(2));
      mappingHarness.stop();
      mappingHarness.pond().send("b");
      mappingHarness.pass(VISIBILITY.multipliedBy(2));

      assertThat(mappingHarness.ended()).isTrue();
      assertThat(fakeLambda.bodies()).containsExactly("a");
      assertThat(mappingHarness.pond().left()).isEqualTo(1);
    }
  }
}
