package io.surgetank.aws.queue;

import static io.surgetank.testkit.contract.SamplePipelines.ORDERS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.surgetank.core.job.Job;
import io.surgetank.core.job.Status;
import io.surgetank.core.queue.Delivery;
import io.surgetank.core.store.PutResult;
import io.surgetank.core.store.Submission;
import io.surgetank.core.work.Outcome;
import io.surgetank.testkit.parity.Promise;
import io.surgetank.testkit.parity.RunsOn;
import io.surgetank.testkit.parity.TestedBackend;
import io.surgetank.testkit.parity.Verifies;
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
@RunsOn(TestedBackend.AWS)
@Verifies(Promise.P1)
class SendingFaultsTest {
  private final FaultScenario faultScenario = new FaultScenario();

  @AfterEach
  void close() {
    faultScenario.close();
  }

  @Test
  void a_job_that_cannot_be_sent_is_taken_back() {
    faultScenario.injectedFaults.breakDown(SendMessageBatchRequest.class);
    Job job = faultScenario.job();

    assertThatThrownBy(() -> faultScenario.put(job, "7")).isInstanceOf(UncheckedIOException.class);

    assertThat(faultScenario.backend.jobs().find(job.id())).isEmpty();
    assertThat(faultScenario.tally().accepted()).isZero();
    faultScenario.injectedFaults.mend();
    Job again = faultScenario.job();
    assertThat(faultScenario.put(again, "7"))
        .as("its key is free")
        .isEqualTo(new PutResult.Stored(again));
  }

  @Test
  void what_a_batch_never_takes_is_taken_back_and_the_rest_is_accepted() {
    var jobs = new ArrayList<Job>();
    for (int i = 0; i < 12; i++) jobs.add(faultScenario.job());
    Job untaken = jobs.get(3);
    faultScenario.injectedFaults.neverTake(untaken.id().toString());

    var placements =
        faultScenario.backend.jobs().put(jobs.stream().map(Submission::withoutKeys).toList());

    assertThat(placements.get(3)).isInstanceOf(PutResult.Full.class);
    assertThat(faultScenario.backend.jobs().find(untaken.id())).isEmpty();
    assertThat(faultScenario.tally().accepted()).isEqualTo(11);
    jobs.remove(untaken);
    assertThat(faultScenario.work("{}")).containsExactlyInAnyOrderElementsOf(jobs);
  }

  @Test
  void a_job_whose_sending_got_no_answer_is_taken_back_and_its_message_finds_nothing() {
    faultScenario.injectedFaults.loseReplies(SendMessageBatchRequest.class, () -> {});
    Job job = faultScenario.job();
    assertThatThrownBy(() -> faultScenario.put(job)).isInstanceOf(UncheckedIOException.class);

    faultScenario.injectedFaults.mend();

    assertThat(faultScenario.lease()).isEmpty();
    assertThat(faultScenario.tally().accepted()).isZero();
  }

  @Test
  void a_job_whose_message_came_through_is_not_taken_back_from_under_its_worker() {
    var begun = new ArrayList<Delivery>();
    faultScenario.injectedFaults.loseReplies(
        SendMessageBatchRequest.class, () -> begun.addAll(faultScenario.lease()));
    Job job = faultScenario.job();

    assertThat(faultScenario.put(job)).isEqualTo(new PutResult.Stored(job));

    faultScenario.injectedFaults.mend();
    faultScenario.settle(begun.getFirst(), new Outcome.Processed("{}"));
    assertThat(faultScenario.tally().processed()).isEqualTo(1);
  }

  @Test
  void what_neither_could_be_sent_nor_taken_back_is_sent_by_the_sweeper() {
    Job job = faultScenario.job();
    strand(job);

    assertThat(faultScenario.status(job)).isEqualTo(Status.PENDING);
    assertThat(faultScenario.backend.tank().outbox().sweep()).as("too early").isEmpty();
    faultScenario.clock.pass(Duration.ofMinutes(2));
    assertThat(faultScenario.backend.tank().outbox().sweep()).isEqualTo(Map.of(ORDERS, 1L));
    assertThat(faultScenario.backend.tank().outbox().sweep()).as("sent once").isEmpty();

    assertThat(faultScenario.work("{}")).containsExactly(job);
  }

  @Test
  void a_repeat_with_the_same_key_sends_what_was_not_sent() {
    Job job = faultScenario.job();
    strand(job);

    assertThat(faultScenario.put(faultScenario.job(), "7")).isInstanceOf(PutResult.Existing.class);

    assertThat(faultScenario.work("{}")).containsExactly(job);
  }

  /// Else whoever made the first submission could still take it back.
  @Test
  void a_repeat_is_not_acknowledged_until_the_record_says_that_it_was_sent() {
    strand(faultScenario.job());
    faultScenario.injectedFaults.breakDown(UpdateItemRequest.class);

    assertThat(faultScenario.put(faultScenario.job(), "7")).isInstanceOf(PutResult.Full.class);
  }

  /// A process that dies after the record and before the message leaves the same.
  private void strand(Job job) {
    faultScenario.injectedFaults.breakDown(SendMessageBatchRequest.class);
    faultScenario.injectedFaults.breakDownAfter(1, TransactWriteItemsRequest.class);
    assertThatThrownBy(() -> faultScenario.put(job, "7")).isInstanceOf(UncheckedIOException.class);
    faultScenario.injectedFaults.mend();
    assertThat(List.of(faultScenario.status(job))).containsExactly(Status.PENDING);
  }
}
