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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequest;

/// Jobs that are stored and cannot be sent are not acknowledged.
@RunsOn(TestedBackend.AWS)
@Verifies(Promise.P1)
class SendingFaultsTest {
  private final FaultScenario faultScenario = new FaultScenario();

  @AfterEach
  void close() {
    faultScenario.close();
  }

  @Test
  void a_job_that_cannot_be_sent_is_withdrawn() {
    faultScenario.injectedFaults.failAll(SendMessageBatchRequest.class);
    Job job = faultScenario.job();

    assertThatThrownBy(() -> faultScenario.put(job, "7")).isInstanceOf(UncheckedIOException.class);

    assertThat(faultScenario.backend.jobs().find(job.id())).isEmpty();
    assertThat(faultScenario.counters().accepted()).isZero();
    faultScenario.injectedFaults.recover();
    Job again = faultScenario.job();
    assertThat(faultScenario.put(again, "7"))
        .as("its key is free")
        .isEqualTo(new PutResult.Stored(again));
  }

  @Test
  void jobs_whose_entries_a_batch_never_takes_are_withdrawn_and_the_others_accepted() {
    var jobs = new ArrayList<Job>();
    for (int i = 0; i < 12; i++) jobs.add(faultScenario.job());
    Job refused = jobs.get(3);
    faultScenario.injectedFaults.neverAccept(refused.id().toString());

    var results =
        faultScenario.backend.jobs().put(jobs.stream().map(Submission::withoutKeys).toList());

    assertThat(results.get(3)).isInstanceOf(PutResult.Full.class);
    assertThat(faultScenario.backend.jobs().find(refused.id())).isEmpty();
    assertThat(faultScenario.counters().accepted()).isEqualTo(11);
    jobs.remove(refused);
    assertThat(faultScenario.process("{}")).containsExactlyInAnyOrderElementsOf(jobs);
  }

  @Test
  void a_job_whose_sending_had_no_reply_is_withdrawn_and_its_message_finds_no_job() {
    faultScenario.injectedFaults.loseReplies(SendMessageBatchRequest.class, () -> {});
    Job job = faultScenario.job();
    assertThatThrownBy(() -> faultScenario.put(job)).isInstanceOf(UncheckedIOException.class);

    faultScenario.injectedFaults.recover();

    assertThat(faultScenario.lease()).isEmpty();
    assertThat(faultScenario.counters().accepted()).isZero();
  }

  @Test
  void a_job_that_a_worker_has_is_not_withdrawn() {
    var leased = new ArrayList<Delivery>();
    faultScenario.injectedFaults.loseReplies(
        SendMessageBatchRequest.class, () -> leased.addAll(faultScenario.lease()));
    Job job = faultScenario.job();

    assertThat(faultScenario.put(job)).isEqualTo(new PutResult.Stored(job));

    faultScenario.injectedFaults.recover();
    faultScenario.settle(leased.getFirst(), new Outcome.Processed("{}"));
    assertThat(faultScenario.counters().processed()).isEqualTo(1);
  }

  @Test
  void a_job_that_could_be_neither_sent_nor_withdrawn_is_sent_by_the_sweeper() {
    Job job = faultScenario.job();
    storeWithoutSending(job);

    assertThat(faultScenario.status(job)).isEqualTo(Status.PENDING);
    assertThat(resend()).as("too early").isZero();
    faultScenario.clock.pass(Duration.ofMinutes(2));
    assertThat(resend()).isEqualTo(1);
    assertThat(resend()).as("sent once").isZero();

    assertThat(faultScenario.process("{}")).containsExactly(job);
  }

  @Test
  void a_repeat_with_the_same_key_sends_the_missing_message() {
    Job job = faultScenario.job();
    storeWithoutSending(job);

    assertThat(faultScenario.put(faultScenario.job(), "7")).isInstanceOf(PutResult.Existing.class);

    assertThat(faultScenario.process("{}")).containsExactly(job);
  }

  /// Otherwise the receiver of the first submission could still withdraw it.
  @Test
  void a_repeat_is_not_acknowledged_until_the_record_is_marked_as_sent() {
    storeWithoutSending(faultScenario.job());
    faultScenario.injectedFaults.failAll(UpdateItemRequest.class);

    assertThat(faultScenario.put(faultScenario.job(), "7")).isInstanceOf(PutResult.Full.class);
  }

  private int resend() {
    var queueState =
        new QueueOperations(faultScenario.backend.sqs(), faultScenario.backend.queues())
            .state(ORDERS);
    return faultScenario.backend.dynamoBackend().messageResender().resend(ORDERS, queueState);
  }

  /// Leaves the job as a process that dies between writing the record and sending does.
  private void storeWithoutSending(Job job) {
    faultScenario.injectedFaults.failAll(SendMessageBatchRequest.class);
    faultScenario.injectedFaults.failAfter(1, TransactWriteItemsRequest.class);
    assertThatThrownBy(() -> faultScenario.put(job, "7")).isInstanceOf(UncheckedIOException.class);
    faultScenario.injectedFaults.recover();
    assertThat(List.of(faultScenario.status(job))).containsExactly(Status.PENDING);
  }
}
