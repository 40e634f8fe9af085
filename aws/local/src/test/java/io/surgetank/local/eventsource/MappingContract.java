package io.surgetank.local.eventsource;

import static io.surgetank.local.eventsource.FakeLambda.answer;
import static io.surgetank.local.eventsource.FakeLambda.error;
import static io.surgetank.local.eventsource.FakeLambda.fine;
import static io.surgetank.local.eventsource.FakeLambda.itemFailures;
import static io.surgetank.local.eventsource.FakeLambda.ok;
import static io.surgetank.local.eventsource.FakeLambda.unbounded;
import static io.surgetank.local.eventsource.SampleMessages.VISIBILITY;
import static io.surgetank.local.eventsource.SampleMessages.config;
import static io.surgetank.local.eventsource.SampleMessages.queue;
import static org.assertj.core.api.Assertions.assertThat;

import io.surgetank.deploy.stack.SqsTrigger;
import io.surgetank.local.lambda.InvocationResult;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/// A mapping with a standard queue, both over the model of SQS and over ElasticMQ.
interface MappingContract {
  Duration SECOND = Duration.ofSeconds(1);

  MappingHarness harness(MappingConfig mappingConfig, FakeLambda fakeLambda);

  /// Lambda deletes a batch's messages once the invocation has returned (with-sqs.html).
  @Test
  default void a_processed_batch_is_deleted() {
    var fakeLambda = unbounded(fine(SECOND));
    try (MappingHarness mappingHarness = harness(config(queue(5), 10), fakeLambda)) {
      mappingHarness.queue().send("a");
      mappingHarness.queue().send("b");
      mappingHarness.begin();
      mappingHarness.pass(Duration.ofMinutes(1));

      assertThat(fakeLambda.bodies()).containsExactlyInAnyOrder("a", "b");
      assertThat(mappingHarness.queue().left()).isZero();
      assertThat(mappingHarness.counts().deleted()).isEqualTo(2);
    }
  }

  /// After an error the batch is not retried: its messages are redelivered when the queue's
  /// visibility timeout expires (services-sqs-errorhandling.html, back-off strategy).
  @Test
  default void a_failed_batch_is_redelivered_when_its_visibility_timeout_expires() {
    var fakeLambda =
        unbounded(
            items -> new FakeLambda.Run(SECOND, items.getFirst().receives() < 2 ? error() : ok()));
    try (MappingHarness mappingHarness = harness(config(queue(5), 10), fakeLambda)) {
      mappingHarness.queue().send("a");
      mappingHarness.begin();
      mappingHarness.pass(VISIBILITY.minusSeconds(1));
      assertThat(fakeLambda.calls()).hasSize(1);
      mappingHarness.pass(Duration.ofSeconds(10));

      assertThat(fakeLambda.calls()).hasSize(2);
      assertThat(fakeLambda.calls().getLast().items().getFirst().receives()).isEqualTo(2);
      assertThat(mappingHarness.queue().left()).isZero();
      assertThat(mappingHarness.counts().failures()).isEqualTo(1);
    }
  }

  /// An invocation that times out has failed: no message is deleted (with-sqs.html;
  /// services-sqs-errorhandling.html).
  @Test
  default void an_invocation_that_times_out_deletes_nothing() {
    var fakeLambda =
        unbounded(items ->
            new FakeLambda.Run(
                SECOND.multipliedBy(5),
                items.getFirst().receives() < 2 ? new InvocationResult.TimedOut() : ok()));
    try (MappingHarness mappingHarness = harness(config(queue(5), 10), fakeLambda)) {
      mappingHarness.queue().send("a");
      mappingHarness.begin();
      mappingHarness.pass(VISIBILITY.minusSeconds(1));
      assertThat(mappingHarness.queue().left()).isEqualTo(1);
      mappingHarness.pass(VISIBILITY);

      assertThat(fakeLambda.bodies()).containsExactly("a", "a");
      assertThat(mappingHarness.queue().left()).isZero();
    }
  }

  /// With ReportBatchItemFailures only the reported messages are redelivered, the others are
  /// deleted (services-sqs-errorhandling.html, partial batch responses).
  @Test
  default void only_reported_messages_are_redelivered() {
    var fakeLambda =
        unbounded(items ->
            new FakeLambda.Run(
                SECOND,
                itemFailures(
                    items.stream()
                        .filter(item -> item.body().equals("b") && item.receives() < 2)
                        .map(FakeLambda.Item::messageId)
                        .toList())));
    try (MappingHarness mappingHarness = harness(config(queue(5), 10), fakeLambda)) {
      for (String body : List.of("a", "b", "c")) mappingHarness.queue().send(body);
      mappingHarness.begin();
      mappingHarness.pass(Duration.ofSeconds(10));
      assertThat(mappingHarness.queue().left()).isEqualTo(1);
      mappingHarness.pass(VISIBILITY);

      assertThat(fakeLambda.bodies()).containsExactlyInAnyOrder("a", "b", "c", "b");
      assertThat(mappingHarness.queue().left()).isZero();
      assertThat(mappingHarness.counts().itemFailures()).isEqualTo(1);
    }
  }

  /// A response with an identifier that is not in the batch fails the whole batch
  /// (services-sqs-errorhandling.html, success and failure conditions). `BatchResultTest` has the
  /// table.
  @Test
  default void a_malformed_response_fails_the_whole_batch() {
    var fakeLambda =
        unbounded(items ->
            new FakeLambda.Run(
                SECOND, items.getFirst().receives() < 2 ? itemFailures(List.of("unknown")) : ok()));
    try (MappingHarness mappingHarness = harness(config(queue(5), 10), fakeLambda)) {
      for (String body : List.of("a", "b", "c")) mappingHarness.queue().send(body);
      mappingHarness.begin();
      mappingHarness.pass(Duration.ofSeconds(10));
      assertThat(mappingHarness.queue().left()).isEqualTo(3);
      mappingHarness.pass(VISIBILITY);

      assertThat(fakeLambda.bodies()).hasSize(6);
      assertThat(mappingHarness.queue().left()).isZero();
    }
  }

  /// Without ReportBatchItemFailures any response means that the whole batch was processed
  /// (services-sqs-errorhandling.html).
  @Test
  default void without_item_failures_every_response_is_a_success() {
    var fakeLambda =
        unbounded(_ -> new FakeLambda.Run(SECOND, answer("{\"batchItemFailures\":[{\"x\":1}]}")));
    try (MappingHarness mappingHarness =
        harness(config(queue(5), 10, SqsTrigger.Reply.WHOLE_BATCH), fakeLambda)) {
      mappingHarness.queue().send("a");
      mappingHarness.begin();
      mappingHarness.pass(Duration.ofMinutes(1));

      assertThat(fakeLambda.bodies()).containsExactly("a");
      assertThat(mappingHarness.queue().left()).isZero();
    }
  }

  /// After a throttled invocation Lambda keeps the messages and retries: the function gets them
  /// late, with a receive count of one (services-sqs-errorhandling.html, back-off strategy).
  @Test
  default void a_throttled_batch_is_kept_and_retried() {
    var fakeLambda = new FakeLambda(1, fine(SECOND.multipliedBy(5)));
    try (MappingHarness mappingHarness = harness(config(queue(5), 1), fakeLambda)) {
      mappingHarness.queue().send("a");
      mappingHarness.queue().send("b");
      mappingHarness.begin();
      mappingHarness.pass(VISIBILITY.minusSeconds(1));

      assertThat(mappingHarness.counts().throttles()).isPositive();
      assertThat(fakeLambda.bodies()).containsExactlyInAnyOrder("a", "b");
      assertThat(fakeLambda.calls())
          .allSatisfy(call -> assertThat(call.items().getFirst().receives()).isEqualTo(1));
      assertThat(mappingHarness.queue().left()).isZero();
    }
  }

  /// It does so until the visibility timeout expires, and then drops them; they are redelivered,
  /// with a higher receive count but without an invocation (services-sqs-errorhandling.html).
  @Test
  default void a_throttled_batch_is_dropped_when_its_visibility_timeout_expires() {
    var fakeLambda = new FakeLambda(0, fine(SECOND));
    try (MappingHarness mappingHarness = harness(config(queue(2), 10), fakeLambda)) {
      mappingHarness.queue().send("a");
      mappingHarness.begin();
      mappingHarness.pass(VISIBILITY.minusSeconds(1));
      assertThat(mappingHarness.counts().messages()).isEqualTo(1);
      mappingHarness.pass(VISIBILITY);
      assertThat(mappingHarness.counts().messages()).isEqualTo(2);
      mappingHarness.pass(VISIBILITY);

      assertThat(mappingHarness.counts().dropped()).isEqualTo(2);
      assertThat(fakeLambda.calls()).isEmpty();
      assertThat(mappingHarness.queue().dead()).containsExactly("a");
    }
  }

  /// SQS moves a message that was received more often than maxReceiveCount to the dead-letter
  /// queue, at the next receive (sqs-dead-letter-queues.html).
  @Test
  default void a_message_that_fails_too_often_goes_to_the_dead_letter_queue() {
    var fakeLambda = unbounded(_ -> new FakeLambda.Run(SECOND, error()));
    try (MappingHarness mappingHarness = harness(config(queue(3), 10), fakeLambda)) {
      mappingHarness.queue().send("a");
      mappingHarness.begin();
      mappingHarness.pass(VISIBILITY.multipliedBy(5));

      assertThat(fakeLambda.bodies()).containsExactly("a", "a", "a");
      assertThat(mappingHarness.queue().left()).isZero();
      assertThat(mappingHarness.queue().dead()).containsExactly("a");
    }
  }

  /// After a crash between processing and deletion the messages are redelivered: at least once
  /// (with-sqs.html).
  @Test
  default void messages_that_were_processed_and_not_deleted_are_redelivered() {
    var fakeLambda = unbounded(fine(SECOND.multipliedBy(5)));
    try (MappingHarness mappingHarness = harness(config(queue(5), 10), fakeLambda)) {
      mappingHarness.queue().send("a");
      mappingHarness.begin();
      mappingHarness.pass(Duration.ofSeconds(2));
      mappingHarness.crash();
      mappingHarness.pass(VISIBILITY.multipliedBy(2));

      assertThat(fakeLambda.bodies()).containsExactly("a", "a");
      assertThat(mappingHarness.queue().left()).isZero();
    }
  }

  /// A mapping that is disabled waits for running invocations and deletes their messages
  /// (assumption; AWS names the state `Disabling`, but does not describe it).
  @Test
  default void a_stopped_mapping_completes_running_batches_and_starts_none() {
    var fakeLambda = unbounded(fine(SECOND.multipliedBy(5)));
    try (MappingHarness mappingHarness = harness(config(queue(5), 10), fakeLambda)) {
      mappingHarness.queue().send("a");
      mappingHarness.begin();
      mappingHarness.pass(Duration.ofSeconds(2));
      mappingHarness.stop();
      mappingHarness.queue().send("b");
      mappingHarness.pass(VISIBILITY.multipliedBy(2));

      assertThat(mappingHarness.ended()).isTrue();
      assertThat(fakeLambda.bodies()).containsExactly("a");
      assertThat(mappingHarness.queue().left()).isEqualTo(1);
    }
  }
}
