package io.surgetank.aws.queue;

import static io.surgetank.contract.Samples.ORDERS;
import static org.assertj.core.api.Assertions.assertThat;

import io.surgetank.aws.local.AwsBackend;
import io.surgetank.aws.local.Faults;
import io.surgetank.backend.Clockwork;
import io.surgetank.contract.Samples;
import io.surgetank.job.Job;
import io.surgetank.job.JobIds;
import io.surgetank.job.JobKey;
import io.surgetank.job.JobRecord;
import io.surgetank.job.Status;
import io.surgetank.job.Trace;
import io.surgetank.ledger.Tally;
import io.surgetank.queue.Delivery;
import io.surgetank.queue.Settlement;
import io.surgetank.store.Placement;
import io.surgetank.store.Submission;
import io.surgetank.work.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Random;

/// A day on which something may break. Whatever did, at its end the audit adds up.
final class Day implements AutoCloseable {
  final Clockwork clock = new Clockwork();
  final Faults faults = new Faults();
  final AwsBackend backend = new AwsBackend(Samples.PIPELINES, clock, faults);
  private final JobIds ids = new JobIds(clock, new Random(1));

  @Override
  public void close() {
    faults.mend();
    assertThat(tally().balances()).as("%s", tally()).isTrue();
    assertThat(backend.ledger().audit().findings()).isEmpty();
    backend.close();
  }

  Tally tally() {
    return Objects.requireNonNull(backend.ledger().tallies().get(ORDERS));
  }

  Placement put(Job job, String key) {
    var keys = List.of(new JobKey("/orders", JobKey.Kind.IDEMPOTENCY_KEY, key));
    return backend.jobs().put(List.of(Submission.withKeys(job, keys, "one"))).getFirst();
  }

  Job job() {
    var id = ids.next();
    return new Job(id, ORDERS, "{\"unitPrice\":100.00}", Trace.of(id));
  }

  Placement put(Job job) {
    return backend.jobs().put(List.of(Submission.withoutKeys(job))).getFirst();
  }

  void sendAnother(Job job) {
    backend
        .sqs()
        .sendMessage(request ->
            request.queueUrl(backend.queues().url(ORDERS)).messageBody(Message.about(job.id())));
  }

  List<Delivery> lease() {
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

  List<Job> work(String result) {
    var worked = new ArrayList<Job>();
    for (Delivery delivery : lease()) {
      settle(delivery, new Outcome.Processed(result));
      worked.add(delivery.job());
    }
    assertThat(new HashSet<>(worked)).hasSize(worked.size());
    return worked;
  }

  void settle(Delivery delivery, Outcome outcome) {
    assertThat(backend.queue().settle(delivery.receipt(), outcome)).isEqualTo(Settlement.SETTLED);
  }

  Status status(Job job) {
    return backend.jobs().find(job.id()).map(JobRecord::status).orElseThrow();
  }
}
