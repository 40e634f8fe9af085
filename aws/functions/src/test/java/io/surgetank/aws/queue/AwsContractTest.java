package io.surgetank.aws.queue;

import static io.surgetank.testkit.contract.SamplePipelines.ORDERS;
import static org.assertj.core.api.Assertions.assertThat;

import io.surgetank.aws.emulated.EmulatedAwsBackend;
import io.surgetank.core.job.Attempt;
import io.surgetank.core.job.Job;
import io.surgetank.core.job.JobKey;
import io.surgetank.core.job.State;
import io.surgetank.core.ledger.PipelineCounters;
import io.surgetank.core.ledger.Rejection;
import io.surgetank.core.pipeline.Pipelines;
import io.surgetank.core.queue.Delivery;
import io.surgetank.core.store.DeadLetterFilter;
import io.surgetank.core.store.JobQuery;
import io.surgetank.core.work.Outcome;
import io.surgetank.testkit.backend.Backend;
import io.surgetank.testkit.backend.TestClock;
import io.surgetank.testkit.contract.BackendHarness;
import io.surgetank.testkit.contract.BatchKeysContract;
import io.surgetank.testkit.contract.CancellationContract;
import io.surgetank.testkit.contract.DeadLettersContract;
import io.surgetank.testkit.contract.DeliveryQueueContract;
import io.surgetank.testkit.contract.EventContract;
import io.surgetank.testkit.contract.JobKeysContract;
import io.surgetank.testkit.contract.JobListContract;
import io.surgetank.testkit.contract.JobStoreContract;
import io.surgetank.testkit.contract.LeaseContract;
import io.surgetank.testkit.contract.LedgerContract;
import io.surgetank.testkit.contract.OrderingContract;
import io.surgetank.testkit.contract.RedriveContract;
import io.surgetank.testkit.contract.RetentionContract;
import io.surgetank.testkit.contract.SamplePipelines;
import io.surgetank.testkit.contract.SettlementContract;
import io.surgetank.testkit.parity.RunsOn;
import io.surgetank.testkit.parity.TestedBackend;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// The contracts of every backend, over DynamoDB Local and ElasticMQ. Three apply to one machine
/// only; docs/aws/backend.md says which and why. An attempt is counted as started when it ends, so
/// three tests expect other numbers while one is running.
@RunsOn(TestedBackend.AWS)
class AwsContractTest
    implements JobStoreContract,
        JobKeysContract,
        BatchKeysContract,
        JobListContract,
        OrderingContract,
        CancellationContract,
        DeliveryQueueContract,
        LeaseContract,
        SettlementContract,
        DeadLettersContract,
        RedriveContract,
        LedgerContract,
        RetentionContract,
        EventContract {
  private final List<EmulatedAwsBackend> opened = new ArrayList<>();

  @Override
  public Backend open(Pipelines pipelines, TestClock clock) {
    var backend = new EmulatedAwsBackend(pipelines, clock);
    opened.add(backend);
    return backend;
  }

  @AfterEach
  void closeAll() {
    opened.forEach(EmulatedAwsBackend::close);
  }

  /// DynamoDB removes expired items without reporting them, so there is no event.
  @Override
  @Test
  public void removed_records_stay_counted_and_emit_an_event() {
    BackendHarness backendHarness = harness();
    backendHarness.processed();
    backendHarness.dead("no");
    PipelineCounters before = backendHarness.counters();

    backendHarness.pass(SamplePipelines.RECORDS.plusSeconds(2));

    assertThat(backendHarness.counters()).isEqualTo(before);
    assertThat(backendHarness.jobs().list(JobQuery.newest(List.of(ORDERS), 10))).isEmpty();
  }

  @Override
  @Test
  public void a_job_put_is_delivered_with_its_first_attempt() {
    BackendHarness backendHarness = harness();
    Job job = backendHarness.put();

    Delivery delivery = backendHarness.lease();

    var attempt = new Attempt(0, 1, backendHarness.now());
    assertThat(delivery.job()).isEqualTo(job);
    assertThat(delivery.attempt()).isEqualTo(attempt);
    assertThat(backendHarness.record(job.id()).state()).isEqualTo(new State.Processing(attempt));
    assertThat(backendHarness.counters().started()).as("while it is running").isZero();
    backendHarness.settle(delivery, new Outcome.Processed("{}"));
    assertThat(backendHarness.counters().started()).isEqualTo(1);
  }

  @Override
  @Test
  public void an_abandoned_attempt_that_is_retried_counts_as_retried() {
    BackendHarness backendHarness = harness();
    backendHarness.put();
    backendHarness.lease();

    backendHarness.pass(SamplePipelines.LEASE.plusMillis(1));
    Delivery second = backendHarness.lease();

    assertThat(backendHarness.counters().retried()).isEqualTo(1);
    assertThat(backendHarness.counters().started()).as("the second is running").isEqualTo(1);
    backendHarness.settle(second, new Outcome.Processed("{}"));
    assertThat(backendHarness.counters().started()).isEqualTo(2);
  }

  /// One order is processed after a retry, one is a dead letter that is redriven, one is cancelled,
  /// one waits, and two are running: these have not been counted as started again.
  @Override
  @Test
  public void every_step_of_a_jobs_life_is_counted() {
    BackendHarness backendHarness = harness();
    backendHarness.settled(new Outcome.Retry(Duration.ZERO, "again"));
    backendHarness.settle(backendHarness.lease(), new Outcome.Processed("{}"));
    backendHarness.dead("no");
    backendHarness.deadLetters().redrive(DeadLetterFilter.EVERYTHING, "operator");
    backendHarness.lease();
    backendHarness.jobs().cancel(backendHarness.put().id());
    var key = new JobKey("/orders", JobKey.Kind.CLIENT_ID, "7");
    backendHarness.put(backendHarness.keyed("one", key));
    backendHarness.put(backendHarness.keyed("one", key));
    backendHarness.lease();
    backendHarness.put();
    backendHarness.ledger().rejected(ORDERS, Rejection.INVALID, 2);

    assertThat(backendHarness.counters())
        .isEqualTo(
            new PipelineCounters(
                8, 5, 1, Map.of(Rejection.INVALID, 2L), 3, 1, 1, 1, 1, 1, 3, 0, 0, 0));
  }

  /// A redrive and a purge are counted; an expiry is not, because DynamoDB does not report it.
  @Override
  @Test
  public void the_count_of_dead_letters_falls_when_they_are_removed() {
    BackendHarness backendHarness = harness();
    backendHarness.dead("one");
    Job purged = backendHarness.dead("two");
    backendHarness.dead("three");
    var two = new DeadLetterFilter(List.of(purged.id()), List.of(), "");

    backendHarness.deadLetters().purge(two, "operator");
    backendHarness.deadLetters().purge(two, "operator");
    assertThat(backendHarness.counters().deadLetters()).isEqualTo(2);

    backendHarness
        .deadLetters()
        .redrive(new DeadLetterFilter(List.of(), List.of(), "one"), "operator");
    assertThat(backendHarness.counters().deadLetters()).isEqualTo(1);
    assertThat(backendHarness.ledger().verify().findings()).isEmpty();

    backendHarness.pass(SamplePipelines.DEAD_LETTERS.plusSeconds(2));
    assertThat(backendHarness.counters().deadLetters()).isEqualTo(1);
    assertThat(backendHarness.counters().balances()).isTrue();
  }
}
