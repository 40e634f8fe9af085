package io.surgetank.aws.queue;

import static io.surgetank.contract.Samples.ORDERS;
import static org.assertj.core.api.Assertions.assertThat;

import io.surgetank.aws.local.AwsBackend;
import io.surgetank.backend.Backend;
import io.surgetank.backend.Clockwork;
import io.surgetank.contract.BatchKeysContract;
import io.surgetank.contract.Bench;
import io.surgetank.contract.CancellationContract;
import io.surgetank.contract.DeadLettersContract;
import io.surgetank.contract.DeliveryQueueContract;
import io.surgetank.contract.EventContract;
import io.surgetank.contract.JobKeysContract;
import io.surgetank.contract.JobListContract;
import io.surgetank.contract.JobStoreContract;
import io.surgetank.contract.LeaseContract;
import io.surgetank.contract.LedgerContract;
import io.surgetank.contract.OrderingContract;
import io.surgetank.contract.RedriveContract;
import io.surgetank.contract.RetentionContract;
import io.surgetank.contract.Samples;
import io.surgetank.contract.SettlementContract;
import io.surgetank.contract.parity.On;
import io.surgetank.contract.parity.Stage;
import io.surgetank.job.Job;
import io.surgetank.ledger.Tally;
import io.surgetank.pipeline.Pipelines;
import io.surgetank.store.DeadFilter;
import io.surgetank.store.JobQuery;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What every backend promises, kept over DynamoDB Local and ElasticMQ. Three contracts are of one
/// machine only; docs/aws-adapters.md says which and why.
@On(Stage.AWS)
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
  private final List<AwsBackend> opened = new ArrayList<>();

  @Override
  public Backend open(Pipelines pipelines, Clockwork clock) {
    var backend = new AwsBackend(pipelines, clock);
    opened.add(backend);
    return backend;
  }

  @AfterEach
  void closeAll() {
    opened.forEach(AwsBackend::close);
  }

  /// DynamoDB removes what has expired by itself and tells nobody, so here that is not told.
  @Override
  @Test
  public void what_has_left_stays_counted_and_is_told() {
    Bench bench = bench();
    bench.processed();
    bench.dead("no");
    Tally before = bench.tally();

    bench.pass(Samples.RECORDS.plusSeconds(2));

    assertThat(bench.tally()).isEqualTo(before);
    assertThat(bench.jobs().list(JobQuery.newest(List.of(ORDERS), 10))).isEmpty();
  }

  /// A redrive and a purge are counted; an expiry is not, since nobody is told of it.
  @Override
  @Test
  public void the_count_of_dead_letters_falls_when_they_leave() {
    Bench bench = bench();
    bench.dead("one");
    Job purged = bench.dead("two");
    bench.dead("three");
    var two = new DeadFilter(List.of(purged.id()), List.of(), "");

    bench.deadLetters().purge(two, "operator");
    bench.deadLetters().purge(two, "operator");
    assertThat(bench.tally().deadLetters()).isEqualTo(2);

    bench.deadLetters().redrive(new DeadFilter(List.of(), List.of(), "one"), "operator");
    assertThat(bench.tally().deadLetters()).isEqualTo(1);
    assertThat(bench.ledger().audit().findings()).isEmpty();

    bench.pass(Samples.DEAD_LETTERS.plusSeconds(2));
    assertThat(bench.tally().deadLetters()).isEqualTo(1);
    assertThat(bench.tally().balances()).isTrue();
  }
}
