package io.surgetank.aws.queue;

import static io.surgetank.testkit.contract.SamplePipelines.ORDERS;
import static org.assertj.core.api.Assertions.assertThat;

import io.surgetank.aws.emulated.EmulatedAwsBackend;
import io.surgetank.core.job.Job;
import io.surgetank.core.ledger.PipelineCounters;
import io.surgetank.core.pipeline.Pipelines;
import io.surgetank.core.store.DeadLetterFilter;
import io.surgetank.core.store.JobQuery;
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
import io.surgetank.testkit.contract.OwnerContract;
import io.surgetank.testkit.contract.RedriveContract;
import io.surgetank.testkit.contract.RetentionContract;
import io.surgetank.testkit.contract.SamplePipelines;
import io.surgetank.testkit.contract.SettlementContract;
import io.surgetank.testkit.parity.RunsOn;
import io.surgetank.testkit.parity.TestedBackend;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// The contracts of every backend, over DynamoDB Local and ElasticMQ. Three apply to one machine
/// only; docs/aws/backend.md says which and why.
@RunsOn(TestedBackend.AWS)
class AwsContractTest
    implements JobStoreContract,
        JobKeysContract,
        BatchKeysContract,
        JobListContract,
        OwnerContract,
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

  /// A start is counted by the write that ends the attempt.
  @Override
  public long countedStarts(long ended, long running) {
    return ended;
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
