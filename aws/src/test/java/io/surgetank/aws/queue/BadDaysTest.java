package io.surgetank.aws.queue;

import static io.surgetank.contract.Samples.ORDERS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.surgetank.aws.local.AwsBackend;
import io.surgetank.aws.local.Faults;
import io.surgetank.backend.Clockwork;
import io.surgetank.contract.Samples;
import io.surgetank.contract.parity.Keeps;
import io.surgetank.contract.parity.On;
import io.surgetank.contract.parity.Promise;
import io.surgetank.contract.parity.Stage;
import io.surgetank.job.Job;
import io.surgetank.job.JobIds;
import io.surgetank.job.JobKey;
import io.surgetank.job.JobRecord;
import io.surgetank.job.Status;
import io.surgetank.job.Trace;
import io.surgetank.queue.Delivery;
import io.surgetank.queue.Settlement;
import io.surgetank.store.Placement;
import io.surgetank.store.Submission;
import io.surgetank.work.Outcome;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityRequest;
import software.amazon.awssdk.services.sqs.model.DeleteMessageRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequest;

/// What breaks on AWS breaks here, and nothing is lost, and nothing is done twice.
@On(Stage.AWS)
@Keeps({Promise.P1, Promise.P2, Promise.P3})
class BadDaysTest {
  private final Clockwork clock = new Clockwork();
  private final Faults faults = new Faults();
  private final AwsBackend backend = new AwsBackend(Samples.PIPELINES, clock, faults);
  private final JobIds ids = new JobIds(clock, new Random(1));

  @AfterEach
  void close() {
    var tally = backend.ledger().tallies().get(ORDERS);
    assertThat(tally).isNotNull();
    assertThat(tally.balances()).as("%s", tally).isTrue();
    assertThat(backend.ledger().audit().findings()).isEmpty();
    backend.close();
  }

  @Test
  void a_job_that_could_not_be_sent_is_not_acknowledged_and_is_sent_by_the_sweeper() {
    faults.breakDown(SendMessageBatchRequest.class);
    Job job = job();
    assertThatThrownBy(() -> put(job)).isInstanceOf(UncheckedIOException.class);
    assertThat(status(job)).isEqualTo(Status.PENDING);

    faults.mend();
    assertThat(backend.tank().outbox().sweep()).as("too early").isZero();
    clock.pass(Duration.ofMinutes(2));
    assertThat(backend.tank().outbox().sweep()).isEqualTo(1);
    assertThat(backend.tank().outbox().sweep()).as("sent once").isZero();

    assertThat(work("{}")).containsExactly(job);
  }

  @Test
  void a_repeat_with_the_same_key_sends_what_was_not_sent() {
    faults.breakDown(SendMessageBatchRequest.class);
    var key = List.of(new JobKey(JobKey.Kind.IDEMPOTENCY_KEY, "7"));
    Job job = job();
    var submission = new Submission(job, key, "one");
    assertThatThrownBy(() -> backend.jobs().put(List.of(submission)))
        .isInstanceOf(UncheckedIOException.class);

    faults.mend();
    var again = backend.jobs().put(List.of(new Submission(job(), key, "one")));

    assertThat(again.getFirst()).isInstanceOf(Placement.Existing.class);
    assertThat(work("{}")).containsExactly(job);
  }

  @Test
  void a_write_whose_reply_was_lost_is_done_once() {
    faults.loseOneReply(TransactWriteItemsRequest.class);
    Job job = job();

    assertThat(put(job)).isEqualTo(new Placement.Stored(job));

    assertThat(faults.allAreLost()).isTrue();
    assertThat(backend.ledger().tallies().get(ORDERS).accepted()).isEqualTo(1);
    assertThat(work("{}")).containsExactly(job);
  }

  @Test
  void what_a_batch_did_not_take_is_sent_again() {
    faults.takeOnly(7);
    var jobs = new ArrayList<Job>();
    for (int i = 0; i < 10; i++) jobs.add(job());

    var placements = backend.jobs().put(jobs.stream().map(Submission::withoutKeys).toList());

    assertThat(placements).allMatch(Placement.Stored.class::isInstance);
    assertThat(work("{}")).containsExactlyInAnyOrderElementsOf(jobs);
  }

  @Test
  void a_message_that_comes_twice_at_once_is_worked_once() {
    Job job = job();
    put(job);
    sendAnother(job);

    List<Delivery> deliveries = lease();

    assertThat(deliveries).hasSize(1);
    settle(deliveries.getFirst(), new Outcome.Processed("{}"));
    clock.pass(Samples.LEASE.multipliedBy(2));
    assertThat(lease()).as("the second message finds the end").isEmpty();
    assertThat(backend.ledger().tallies().get(ORDERS).started()).isEqualTo(1);
  }

  @Test
  void a_worker_that_dies_after_the_record_and_before_the_message_does_nothing_twice() {
    Job job = job();
    put(job);
    faults.breakDown(DeleteMessageRequest.class);
    settle(lease().getFirst(), new Outcome.Processed("{\"once\":true}"));

    faults.mend();
    clock.pass(Samples.LEASE.plusSeconds(1));

    assertThat(lease()).isEmpty();
    assertThat(status(job)).isEqualTo(Status.PROCESSED);
    assertThat(backend.ledger().tallies().get(ORDERS).processed()).isEqualTo(1);
  }

  @Test
  void a_retry_whose_message_could_not_be_hidden_comes_when_the_lease_is_over() {
    put(job());
    faults.breakDown(ChangeMessageVisibilityRequest.class);
    settle(lease().getFirst(), new Outcome.Retry(Duration.ofSeconds(10), "busy"));

    faults.mend();
    clock.pass(Samples.LEASE.plusSeconds(1));

    assertThat(lease()).extracting(delivery -> delivery.attempt().number()).containsExactly(2);
  }

  @Test
  void a_message_that_comes_before_its_time_waits_for_it() {
    Job job = job();
    put(job);
    settle(lease().getFirst(), new Outcome.Retry(Duration.ofSeconds(50), "busy"));
    sendAnother(job);

    assertThat(lease()).isEmpty();
    clock.pass(Duration.ofSeconds(50));
    assertThat(lease()).hasSize(1);
  }

  @Test
  void a_table_that_cannot_be_written_acknowledges_nothing() {
    faults.breakDown(TransactWriteItemsRequest.class);
    Job job = job();
    assertThatThrownBy(() -> put(job)).isInstanceOf(UncheckedIOException.class);

    faults.mend();
    assertThat(backend.jobs().find(job.id())).isEmpty();
    assertThat(lease()).isEmpty();
  }

  private Job job() {
    var id = ids.next();
    return new Job(id, ORDERS, "{\"unitPrice\":100.00}", Trace.of(id));
  }

  private Placement put(Job job) {
    return backend.jobs().put(List.of(Submission.withoutKeys(job))).getFirst();
  }

  private void sendAnother(Job job) {
    backend
        .sqs()
        .sendMessage(request ->
            request.queueUrl(backend.queues().url(ORDERS)).messageBody(Message.about(job.id())));
  }

  private List<Delivery> lease() {
    var all = new ArrayList<Delivery>();
    try {
      List<Delivery> some = backend.queue().lease(ORDERS, 10, Duration.ZERO);
      while (!some.isEmpty()) {
        all.addAll(some);
        some = backend.queue().lease(ORDERS, 10, Duration.ZERO);
      }
      return all;
    } catch (InterruptedException stopped) {
      throw new AssertionError(stopped);
    }
  }

  private List<Job> work(String result) {
    var worked = new ArrayList<Job>();
    for (Delivery delivery : lease()) {
      settle(delivery, new Outcome.Processed(result));
      worked.add(delivery.job());
    }
    assertThat(new HashSet<>(worked)).hasSize(worked.size());
    return worked;
  }

  private void settle(Delivery delivery, Outcome outcome) {
    assertThat(backend.queue().settle(delivery.receipt(), outcome)).isEqualTo(Settlement.SETTLED);
  }

  private Status status(Job job) {
    return backend.jobs().find(job.id()).map(JobRecord::status).orElseThrow();
  }
}
