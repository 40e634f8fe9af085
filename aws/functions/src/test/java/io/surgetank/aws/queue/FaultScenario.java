package io.surgetank.aws.queue;

import static io.surgetank.testkit.contract.SamplePipelines.ORDERS;
import static org.assertj.core.api.Assertions.assertThat;

import io.surgetank.aws.emulated.EmulatedAwsBackend;
import io.surgetank.aws.emulated.InjectedFaults;
import io.surgetank.core.job.Job;
import io.surgetank.core.job.JobIds;
import io.surgetank.core.job.JobKey;
import io.surgetank.core.job.JobRecord;
import io.surgetank.core.job.Status;
import io.surgetank.core.job.Trace;
import io.surgetank.core.ledger.PipelineCounters;
import io.surgetank.core.queue.Delivery;
import io.surgetank.core.queue.SettleResult;
import io.surgetank.core.store.PutResult;
import io.surgetank.core.store.Submission;
import io.surgetank.core.work.Outcome;
import io.surgetank.testkit.backend.TestClock;
import io.surgetank.testkit.contract.SamplePipelines;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Random;

/// A backend with injected faults. When it is closed, verification must have no findings.
final class FaultScenario implements AutoCloseable {
  final TestClock clock = new TestClock();
  final InjectedFaults injectedFaults = new InjectedFaults();
  final EmulatedAwsBackend backend =
      new EmulatedAwsBackend(SamplePipelines.PIPELINES, clock, injectedFaults);
  private final JobIds ids = new JobIds(clock, new Random(1));

  @Override
  public void close() {
    injectedFaults.recover();
    assertThat(counters().balances()).as("%s", counters()).isTrue();
    assertThat(backend.ledger().verify().findings()).isEmpty();
    backend.close();
  }

  PipelineCounters counters() {
    return Objects.requireNonNull(backend.ledger().counters().get(ORDERS));
  }

  PutResult put(Job job, String key) {
    var keys = List.of(new JobKey("/orders", JobKey.Kind.IDEMPOTENCY_KEY, key));
    return backend.jobs().put(List.of(Submission.withKeys(job, keys, "one"))).getFirst();
  }

  Job job() {
    var id = ids.next();
    return new Job(id, ORDERS, "{\"unitPrice\":100.00}", Trace.of(id));
  }

  PutResult put(Job job) {
    return backend.jobs().put(List.of(Submission.withoutKeys(job))).getFirst();
  }

  void sendAnother(Job job) {
    backend
        .sqs()
        .sendMessage(request ->
            request.queueUrl(backend.queues().url(ORDERS)).messageBody(JobMessage.about(job.id())));
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

  List<Job> process(String result) {
    var processed = new ArrayList<Job>();
    for (Delivery delivery : lease()) {
      settle(delivery, new Outcome.Processed(result));
      processed.add(delivery.job());
    }
    assertThat(new HashSet<>(processed)).hasSize(processed.size());
    return processed;
  }

  void settle(Delivery delivery, Outcome outcome) {
    assertThat(backend.queue().settle(delivery.receipt(), outcome)).isEqualTo(SettleResult.SETTLED);
  }

  Status status(Job job) {
    return backend.jobs().find(job.id()).map(JobRecord::status).orElseThrow();
  }
}
