package io.surgetank.aws.queue;

import static io.surgetank.testkit.contract.SamplePipelines.ORDERS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.surgetank.aws.emulated.EmulatedAwsBackend;
import io.surgetank.aws.emulated.InjectedFaults;
import io.surgetank.aws.table.QueueState;
import io.surgetank.core.job.Job;
import io.surgetank.core.job.JobIds;
import io.surgetank.core.job.OrderingKey;
import io.surgetank.core.job.Trace;
import io.surgetank.core.queue.Delivery;
import io.surgetank.core.store.DeadLetterFilter;
import io.surgetank.core.store.PutResult;
import io.surgetank.core.store.Submission;
import io.surgetank.core.work.Outcome;
import io.surgetank.testkit.backend.TestClock;
import io.surgetank.testkit.contract.SamplePipelines;
import io.surgetank.testkit.parity.Promise;
import io.surgetank.testkit.parity.RunsOn;
import io.surgetank.testkit.parity.TestedBackend;
import io.surgetank.testkit.parity.Verifies;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequest;

/// Failures while the messages of ordered jobs are sent.
@RunsOn(TestedBackend.AWS)
@Verifies(Promise.P9)
class OrderedSendingTest {
  private static final Duration RETENTION = Duration.ofDays(4);

  private final TestClock clock = new TestClock();
  private final InjectedFaults injectedFaults = new InjectedFaults();
  private final EmulatedAwsBackend backend =
      new EmulatedAwsBackend(SamplePipelines.ORDERED, clock, injectedFaults);
  private final JobIds ids = new JobIds(clock, new Random(1));

  @AfterEach
  void close() {
    assertThat(backend.ledger().verify().findings()).isEmpty();
    backend.close();
  }

  /// Sent later, it would come after those that SQS accepted.
  @Test
  void a_job_whose_entry_a_batch_did_not_take_is_not_accepted() throws InterruptedException {
    var batch = List.of(submission(), submission(), submission());
    injectedFaults.neverAccept(batch.get(1).job().id().toString());

    List<PutResult> results = backend.jobs().put(batch);
    injectedFaults.recover();

    assertThat(results.get(0)).isInstanceOf(PutResult.Stored.class);
    assertThat(results.get(1)).isInstanceOf(PutResult.Full.class);
    assertThat(results.get(2)).isInstanceOf(PutResult.Stored.class);
    assertThat(processed(2)).containsExactly(batch.get(0).job(), batch.get(2).job());
  }

  @Test
  void a_failed_entry_is_not_retried() throws InterruptedException {
    var batch = List.of(submission(), submission(), submission());
    injectedFaults.acceptOnly(2);

    List<PutResult> results = backend.jobs().put(batch);

    assertThat(results.get(2)).isInstanceOf(PutResult.Full.class);
    assertThat(processed(2)).containsExactly(batch.get(0).job(), batch.get(1).job());
  }

  /// SQS drops duplicates within five minutes.
  @Test
  void a_redrive_at_once_is_no_duplicate_of_the_first_message() throws InterruptedException {
    var submission = submission();
    backend.jobs().put(List.of(submission));
    var delivery = backend.queue().lease(ORDERS, 1, Duration.ZERO).getFirst();
    backend.queue().settle(delivery.receipt(), new Outcome.Dead("no"));

    backend.deadLetters().redrive(DeadLetterFilter.EVERYTHING, "operator");

    assertThat(processed(1)).containsExactly(submission.job());
  }

  /// The messages of all were deleted by SQS.
  @Test
  void the_messages_of_waiting_jobs_are_resent_in_the_order_of_acceptance()
      throws InterruptedException {
    List<Submission> accepted = submissions(12);
    for (Submission submission : accepted) backend.jobs().put(List.of(submission));
    backend.sqs().purgeQueue(request -> request.queueUrl(backend.queues().url(ORDERS)));
    clock.pass(RETENTION.plusHours(2));

    backend
        .dynamoBackend()
        .messageResender()
        .resend(ORDERS, new QueueState(RETENTION, 0, QueueState.FIFO_DEDUPLICATION));

    assertThat(processed(12)).containsExactlyElementsOf(jobs(accepted));
  }

  @Test
  void jobs_of_a_batch_that_was_stored_and_not_sent_are_swept_in_its_order()
      throws InterruptedException {
    List<Submission> batch = submissions(12);
    injectedFaults.failAll(SendMessageBatchRequest.class);
    // The batch is stored, and cannot be withdrawn.
    injectedFaults.failAfter(1, TransactWriteItemsRequest.class);
    assertThatThrownBy(() -> backend.jobs().put(batch)).isInstanceOf(UncheckedIOException.class);
    injectedFaults.recover();
    clock.pass(Duration.ofMinutes(7));

    backend.catchUp();

    assertThat(processed(12)).containsExactlyElementsOf(jobs(batch));
  }

  @Test
  void jobs_that_are_redriven_together_are_processed_in_the_order_of_acceptance()
      throws InterruptedException {
    List<Submission> accepted = submissions(12);
    backend.jobs().put(accepted);
    for (Submission _ : accepted)
      backend
          .queue()
          .settle(
              backend.queue().lease(ORDERS, 1, Duration.ZERO).getFirst().receipt(),
              new Outcome.Dead("no"));

    backend.deadLetters().redrive(DeadLetterFilter.EVERYTHING, "operator");

    assertThat(processed(12)).containsExactlyElementsOf(jobs(accepted));
  }

  private List<Submission> submissions(int count) {
    var submissions = new ArrayList<Submission>();
    for (int i = 0; i < count; i++) submissions.add(submission());
    return submissions;
  }

  private static List<Job> jobs(List<Submission> submissions) {
    return submissions.stream().map(Submission::job).toList();
  }

  private List<Job> processed(int jobs) throws InterruptedException {
    var processed = new ArrayList<Job>();
    while (processed.size() < jobs) {
      List<Delivery> leased = backend.queue().lease(ORDERS, 10, Duration.ZERO);
      assertThat(leased).as("the next of %d", jobs).hasSize(1);
      backend.queue().settle(leased.getFirst().receipt(), new Outcome.Processed("{}"));
      processed.add(leased.getFirst().job());
    }
    assertThat(backend.queue().lease(ORDERS, 10, Duration.ZERO)).isEmpty();
    return processed;
  }

  private Submission submission() {
    var id = ids.next();
    var job = new Job(id, ORDERS, "{}", Trace.of(id));
    return Submission.withoutKeys(job).withOrderingKey(OrderingKey.of("a"));
  }
}
