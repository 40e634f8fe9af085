package io.surgetank.aws.queue;

import static io.surgetank.contract.Samples.ORDERS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.surgetank.contract.parity.Keeps;
import io.surgetank.contract.parity.On;
import io.surgetank.contract.parity.Promise;
import io.surgetank.contract.parity.Stage;
import io.surgetank.job.Job;
import io.surgetank.job.Status;
import io.surgetank.queue.Delivery;
import io.surgetank.store.Placement;
import io.surgetank.store.Submission;
import io.surgetank.work.Outcome;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequest;

/// What is stored and cannot be sent: nobody is told of a job that is not both.
@On(Stage.AWS)
@Keeps(Promise.P1)
class SendingFaultsTest {
  private final Day day = new Day();

  @AfterEach
  void close() {
    day.close();
  }

  @Test
  void a_job_that_cannot_be_sent_is_taken_back() {
    day.faults.breakDown(SendMessageBatchRequest.class);
    Job job = day.job();

    assertThatThrownBy(() -> day.put(job, "7")).isInstanceOf(UncheckedIOException.class);

    assertThat(day.backend.jobs().find(job.id())).isEmpty();
    assertThat(day.tally().accepted()).isZero();
    day.faults.mend();
    Job again = day.job();
    assertThat(day.put(again, "7")).as("its key is free").isEqualTo(new Placement.Stored(again));
  }

  @Test
  void what_a_batch_never_takes_is_taken_back_and_the_rest_is_accepted() {
    var jobs = new ArrayList<Job>();
    for (int i = 0; i < 12; i++) jobs.add(day.job());
    Job untaken = jobs.get(3);
    day.faults.neverTake(untaken.id().toString());

    var placements = day.backend.jobs().put(jobs.stream().map(Submission::withoutKeys).toList());

    assertThat(placements.get(3)).isInstanceOf(Placement.Full.class);
    assertThat(day.backend.jobs().find(untaken.id())).isEmpty();
    assertThat(day.tally().accepted()).isEqualTo(11);
    jobs.remove(untaken);
    assertThat(day.work("{}")).containsExactlyInAnyOrderElementsOf(jobs);
  }

  @Test
  void a_job_whose_sending_got_no_answer_is_taken_back_and_its_message_finds_nothing() {
    day.faults.loseReplies(SendMessageBatchRequest.class, () -> {});
    Job job = day.job();
    assertThatThrownBy(() -> day.put(job)).isInstanceOf(UncheckedIOException.class);

    day.faults.mend();

    assertThat(day.lease()).isEmpty();
    assertThat(day.tally().accepted()).isZero();
  }

  @Test
  void a_job_whose_message_came_through_is_not_taken_back_from_under_its_worker() {
    var begun = new ArrayList<Delivery>();
    day.faults.loseReplies(SendMessageBatchRequest.class, () -> begun.addAll(day.lease()));
    Job job = day.job();

    assertThat(day.put(job)).isEqualTo(new Placement.Stored(job));

    day.faults.mend();
    day.settle(begun.getFirst(), new Outcome.Processed("{}"));
    assertThat(day.tally().processed()).isEqualTo(1);
  }

  @Test
  void what_neither_could_be_sent_nor_taken_back_is_sent_by_the_sweeper() {
    Job job = day.job();
    strand(job);

    assertThat(day.status(job)).isEqualTo(Status.PENDING);
    assertThat(day.backend.tank().outbox().sweep()).as("too early").isEmpty();
    day.clock.pass(Duration.ofMinutes(2));
    assertThat(day.backend.tank().outbox().sweep()).isEqualTo(Map.of(ORDERS, 1L));
    assertThat(day.backend.tank().outbox().sweep()).as("sent once").isEmpty();

    assertThat(day.work("{}")).containsExactly(job);
  }

  @Test
  void a_repeat_with_the_same_key_sends_what_was_not_sent() {
    Job job = day.job();
    strand(job);

    assertThat(day.put(day.job(), "7")).isInstanceOf(Placement.Existing.class);

    assertThat(day.work("{}")).containsExactly(job);
  }

  /// Else whoever made the first submission could still take it back.
  @Test
  void a_repeat_is_not_acknowledged_until_the_record_says_that_it_was_sent() {
    strand(day.job());
    day.faults.breakDown(UpdateItemRequest.class);

    assertThat(day.put(day.job(), "7")).isInstanceOf(Placement.Full.class);
  }

  /// A process that dies after the record and before the message leaves the same.
  private void strand(Job job) {
    day.faults.breakDown(SendMessageBatchRequest.class);
    day.faults.breakDownAfter(1, TransactWriteItemsRequest.class);
    assertThatThrownBy(() -> day.put(job, "7")).isInstanceOf(UncheckedIOException.class);
    day.faults.mend();
    assertThat(List.of(day.status(job))).containsExactly(Status.PENDING);
  }
}
