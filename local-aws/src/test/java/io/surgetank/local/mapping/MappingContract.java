package io.surgetank.local.mapping;

import static io.surgetank.local.mapping.Lambda.answer;
import static io.surgetank.local.mapping.Lambda.comeAgain;
import static io.surgetank.local.mapping.Lambda.error;
import static io.surgetank.local.mapping.Lambda.fine;
import static io.surgetank.local.mapping.Lambda.ok;
import static io.surgetank.local.mapping.Lambda.unbounded;
import static io.surgetank.local.mapping.Samples.VISIBILITY;
import static io.surgetank.local.mapping.Samples.queue;
import static io.surgetank.local.mapping.Samples.terms;
import static org.assertj.core.api.Assertions.assertThat;

import io.surgetank.local.lambda.Invocation;
import io.surgetank.stack.Mapping;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What a mapping does with a standard queue, over SQS as described and over ElasticMQ alike.
interface MappingContract {
  Duration SECOND = Duration.ofSeconds(1);

  World world(Terms terms, Lambda lambda);

  /// Lambda deletes a batch's messages once the call with them has returned (with-sqs.html).
  @Test
  default void a_worked_batch_is_deleted() {
    var lambda = unbounded(fine(SECOND));
    try (World world = world(terms(queue(5), 10), lambda)) {
      world.pond().send("a");
      world.pond().send("b");
      world.begin();
      world.pass(Duration.ofMinutes(1));

      assertThat(lambda.bodies()).containsExactlyInAnyOrder("a", "b");
      assertThat(world.pond().left()).isZero();
      assertThat(world.counts().deleted()).isEqualTo(2);
    }
  }

  /// After an error the batch is not called again by itself: its messages reappear when the queue's
  /// visibility timeout runs out (services-sqs-errorhandling.html, back-off strategy).
  @Test
  default void a_failed_batch_comes_again_when_its_visibility_ends() {
    var lambda =
        unbounded(
            items -> new Lambda.Run(SECOND, items.getFirst().receives() < 2 ? error() : ok()));
    try (World world = world(terms(queue(5), 10), lambda)) {
      world.pond().send("a");
      world.begin();
      world.pass(VISIBILITY.minusSeconds(1));
      assertThat(lambda.calls()).hasSize(1);
      world.pass(Duration.ofSeconds(10));

      assertThat(lambda.calls()).hasSize(2);
      assertThat(lambda.calls().getLast().items().getFirst().receives()).isEqualTo(2);
      assertThat(world.pond().left()).isZero();
      assertThat(world.counts().failures()).isEqualTo(1);
    }
  }

  /// A call that runs into the function's timeout is a failed one: nothing of it is deleted
  /// (with-sqs.html; services-sqs-errorhandling.html).
  @Test
  default void a_call_that_times_out_deletes_nothing() {
    var lambda =
        unbounded(items ->
            new Lambda.Run(
                SECOND.multipliedBy(5),
                items.getFirst().receives() < 2 ? new Invocation.TimedOut() : ok()));
    try (World world = world(terms(queue(5), 10), lambda)) {
      world.pond().send("a");
      world.begin();
      world.pass(VISIBILITY.minusSeconds(1));
      assertThat(world.pond().left()).isEqualTo(1);
      world.pass(VISIBILITY);

      assertThat(lambda.bodies()).containsExactly("a", "a");
      assertThat(world.pond().left()).isZero();
    }
  }

  /// With ReportBatchItemFailures only the messages named come again, the others are deleted
  /// (services-sqs-errorhandling.html, partial batch responses).
  @Test
  default void only_what_is_named_as_failed_comes_again() {
    var lambda =
        unbounded(items ->
            new Lambda.Run(
                SECOND,
                comeAgain(
                    items.stream()
                        .filter(item -> item.body().equals("b") && item.receives() < 2)
                        .map(Lambda.Item::messageId)
                        .toList())));
    try (World world = world(terms(queue(5), 10), lambda)) {
      for (String body : List.of("a", "b", "c")) world.pond().send(body);
      world.begin();
      world.pass(Duration.ofSeconds(10));
      assertThat(world.pond().left()).isEqualTo(1);
      world.pass(VISIBILITY);

      assertThat(lambda.bodies()).containsExactlyInAnyOrder("a", "b", "c", "b");
      assertThat(world.pond().left()).isZero();
      assertThat(world.counts().itemFailures()).isEqualTo(1);
    }
  }

  /// An answer with an identifier that is not of the batch fails all of it
  /// (services-sqs-errorhandling.html, success and failure conditions). `VerdictTest` has the
  /// table.
  @Test
  default void a_malformed_answer_brings_all_of_the_batch_again() {
    var lambda =
        unbounded(items ->
            new Lambda.Run(
                SECOND, items.getFirst().receives() < 2 ? comeAgain(List.of("nobody")) : ok()));
    try (World world = world(terms(queue(5), 10), lambda)) {
      for (String body : List.of("a", "b", "c")) world.pond().send(body);
      world.begin();
      world.pass(Duration.ofSeconds(10));
      assertThat(world.pond().left()).isEqualTo(3);
      world.pass(VISIBILITY);

      assertThat(lambda.bodies()).hasSize(6);
      assertThat(world.pond().left()).isZero();
    }
  }

  /// Without ReportBatchItemFailures whatever a call returns means that all is worked
  /// (services-sqs-errorhandling.html).
  @Test
  default void without_item_failures_every_answer_is_a_success() {
    var lambda =
        unbounded(_ -> new Lambda.Run(SECOND, answer("{\"batchItemFailures\":[{\"x\":1}]}")));
    try (World world = world(terms(queue(5), 10, Mapping.Reply.WHOLE_BATCH), lambda)) {
      world.pond().send("a");
      world.begin();
      world.pass(Duration.ofMinutes(1));

      assertThat(lambda.bodies()).containsExactly("a");
      assertThat(world.pond().left()).isZero();
    }
  }

  /// After a throttle Lambda keeps the messages and tries the call again and again: the function
  /// gets them late, and received once (services-sqs-errorhandling.html, back-off strategy).
  @Test
  default void a_throttled_batch_is_kept_and_called_with_later() {
    var lambda = new Lambda(1, fine(SECOND.multipliedBy(5)));
    try (World world = world(terms(queue(5), 1), lambda)) {
      world.pond().send("a");
      world.pond().send("b");
      world.begin();
      world.pass(VISIBILITY.minusSeconds(1));

      assertThat(world.counts().throttles()).isPositive();
      assertThat(lambda.bodies()).containsExactlyInAnyOrder("a", "b");
      assertThat(lambda.calls())
          .allSatisfy(call -> assertThat(call.items().getFirst().receives()).isEqualTo(1));
      assertThat(world.pond().left()).isZero();
    }
  }

  /// It does so until the visibility timeout has passed, and drops them then; they reappear, and
  /// have been received once more without a call (services-sqs-errorhandling.html).
  @Test
  default void a_throttled_batch_is_let_go_when_its_visibility_ends() {
    var lambda = new Lambda(0, fine(SECOND));
    try (World world = world(terms(queue(2), 10), lambda)) {
      world.pond().send("a");
      world.begin();
      world.pass(VISIBILITY.minusSeconds(1));
      assertThat(world.counts().messages()).isEqualTo(1);
      world.pass(VISIBILITY);
      assertThat(world.counts().messages()).isEqualTo(2);
      world.pass(VISIBILITY);

      assertThat(world.counts().dropped()).isEqualTo(2);
      assertThat(lambda.calls()).isEmpty();
      assertThat(world.pond().dead()).containsExactly("a");
    }
  }

  /// What was received more often than maxReceiveCount goes to the dead-letter queue instead of to
  /// the function: SQS moves it, at the next receive (sqs-dead-letter-queues.html).
  @Test
  default void what_fails_too_often_goes_to_the_dead_letter_queue() {
    var lambda = unbounded(_ -> new Lambda.Run(SECOND, error()));
    try (World world = world(terms(queue(3), 10), lambda)) {
      world.pond().send("a");
      world.begin();
      world.pass(VISIBILITY.multipliedBy(5));

      assertThat(lambda.bodies()).containsExactly("a", "a", "a");
      assertThat(world.pond().left()).isZero();
      assertThat(world.pond().dead()).containsExactly("a");
    }
  }

  /// A mapping that dies between the work and the deletion leaves the messages to come again: at
  /// least once (with-sqs.html).
  @Test
  default void what_was_worked_and_not_deleted_comes_again() {
    var lambda = unbounded(fine(SECOND.multipliedBy(5)));
    try (World world = world(terms(queue(5), 10), lambda)) {
      world.pond().send("a");
      world.begin();
      world.pass(Duration.ofSeconds(2));
      world.crash();
      world.pass(VISIBILITY.multipliedBy(2));

      assertThat(lambda.bodies()).containsExactly("a", "a");
      assertThat(world.pond().left()).isZero();
    }
  }

  /// A mapping that is disabled lets the calls under way end and deletes their messages
  /// (assumption; AWS describes the state `Disabling`, not what happens in it).
  @Test
  default void a_stopped_mapping_ends_what_is_under_way_and_begins_nothing() {
    var lambda = unbounded(fine(SECOND.multipliedBy(5)));
    try (World world = world(terms(queue(5), 10), lambda)) {
      world.pond().send("a");
      world.begin();
      world.pass(Duration.ofSeconds(2));
      world.stop();
      world.pond().send("b");
      world.pass(VISIBILITY.multipliedBy(2));

      assertThat(world.ended()).isTrue();
      assertThat(lambda.bodies()).containsExactly("a");
      assertThat(world.pond().left()).isEqualTo(1);
    }
  }
}
