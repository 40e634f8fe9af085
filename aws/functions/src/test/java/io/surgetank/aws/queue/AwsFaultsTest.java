package io.surgetank.aws.queue;

import static io.surgetank.testkit.contract.SamplePipelines.ORDERS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import io.surgetank.core.job.Job;
import io.surgetank.core.job.JobRecord;
import io.surgetank.core.job.Status;
import io.surgetank.core.queue.Delivery;
import io.surgetank.core.store.JobQuery;
import io.surgetank.core.store.PutResult;
import io.surgetank.core.store.Submission;
import io.surgetank.core.work.Outcome;
import io.surgetank.testkit.contract.SamplePipelines;
import io.surgetank.testkit.parity.Promise;
import io.surgetank.testkit.parity.RunsOn;
import io.surgetank.testkit.parity.TestedBackend;
import io.surgetank.testkit.parity.Verifies;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityRequest;
import software.amazon.awssdk.services.sqs.model.DeleteMessageRequest;

/// What breaks on AWS breaks here, and nothing is lost, and nothing is done twice.
@RunsOn(TestedBackend.AWS)
@Verifies({Promise.P1, Promise.P2, Promise.P3})
class AwsFaultsTest {
  private final FaultScenario faultScenario = new FaultScenario();

  @AfterEach
  void close() {
    faultScenario.close();
  }

  /// Else DynamoDB refuses to read its record twice, and the list is a 503.
  @Test
  void a_job_that_moves_while_the_lists_are_read_is_listed_once() {
    Job job = faultScenario.job();
    faultScenario.put(job);
    String id = job.id().toString();
    for (int shard = 0; shard < faultScenario.backend.layout().lines(); shard++) {
      var seen =
          Map.of(
              "pk", fromS("seen#" + shard),
              "line", fromS("orders#PROCESSED#" + shard),
              "place", fromS(id));
      faultScenario
          .backend
          .dynamo()
          .putItem(put -> put.tableName(faultScenario.backend.layout().table()).item(seen));
    }
    var everywhere =
        new JobQuery(
            List.of(ORDERS), EnumSet.allOf(Status.class), Instant.EPOCH, Optional.empty(), 10);

    assertThat(faultScenario.backend.jobs().list(everywhere))
        .extracting(JobRecord::job)
        .containsExactly(job);
  }

  @Test
  void a_write_whose_reply_was_lost_is_done_once() {
    faultScenario.injectedFaults.loseOneReply(TransactWriteItemsRequest.class);
    Job job = faultScenario.job();

    assertThat(faultScenario.put(job)).isEqualTo(new PutResult.Stored(job));

    assertThat(faultScenario.injectedFaults.allAreLost()).isTrue();
    assertThat(faultScenario.backend.ledger().counters().get(ORDERS).accepted()).isEqualTo(1);
    assertThat(faultScenario.work("{}")).containsExactly(job);
  }

  @Test
  void what_a_batch_did_not_take_is_sent_again() {
    faultScenario.injectedFaults.takeOnly(7);
    var jobs = new ArrayList<Job>();
    for (int i = 0; i < 10; i++) jobs.add(faultScenario.job());

    var placements =
        faultScenario.backend.jobs().put(jobs.stream().map(Submission::withoutKeys).toList());

    assertThat(placements).allMatch(PutResult.Stored.class::isInstance);
    assertThat(faultScenario.work("{}")).containsExactlyInAnyOrderElementsOf(jobs);
  }

  @Test
  void a_message_that_comes_twice_at_once_is_worked_once() {
    Job job = faultScenario.job();
    faultScenario.put(job);
    faultScenario.sendAnother(job);

    List<Delivery> deliveries = faultScenario.lease();

    assertThat(deliveries).hasSize(1);
    faultScenario.settle(deliveries.getFirst(), new Outcome.Processed("{}"));
    faultScenario.clock.pass(SamplePipelines.LEASE.multipliedBy(2));
    assertThat(faultScenario.lease()).as("the second message finds the end").isEmpty();
    assertThat(faultScenario.backend.ledger().counters().get(ORDERS).started()).isEqualTo(1);
  }

  @Test
  void a_worker_that_dies_after_the_record_and_before_the_message_does_nothing_twice() {
    Job job = faultScenario.job();
    faultScenario.put(job);
    faultScenario.injectedFaults.breakDown(DeleteMessageRequest.class);
    faultScenario.settle(
        faultScenario.lease().getFirst(), new Outcome.Processed("{\"once\":true}"));

    faultScenario.injectedFaults.mend();
    faultScenario.clock.pass(SamplePipelines.LEASE.plusSeconds(1));

    assertThat(faultScenario.lease()).isEmpty();
    assertThat(faultScenario.status(job)).isEqualTo(Status.PROCESSED);
    assertThat(faultScenario.backend.ledger().counters().get(ORDERS).processed()).isEqualTo(1);
  }

  @Test
  void a_retry_whose_message_could_not_be_hidden_comes_when_the_lease_is_over() {
    faultScenario.put(faultScenario.job());
    faultScenario.injectedFaults.breakDown(ChangeMessageVisibilityRequest.class);
    faultScenario.settle(
        faultScenario.lease().getFirst(), new Outcome.Retry(Duration.ofSeconds(10), "busy"));

    faultScenario.injectedFaults.mend();
    faultScenario.clock.pass(SamplePipelines.LEASE.plusSeconds(1));

    assertThat(faultScenario.lease())
        .extracting(delivery -> delivery.attempt().number())
        .containsExactly(2);
  }

  @Test
  void a_message_that_comes_before_its_time_waits_for_it() {
    Job job = faultScenario.job();
    faultScenario.put(job);
    faultScenario.settle(
        faultScenario.lease().getFirst(), new Outcome.Retry(Duration.ofSeconds(50), "busy"));
    faultScenario.sendAnother(job);

    assertThat(faultScenario.lease()).isEmpty();
    faultScenario.clock.pass(Duration.ofSeconds(50));
    assertThat(faultScenario.lease()).hasSize(1);
  }

  @Test
  void a_table_that_cannot_be_written_acknowledges_nothing() {
    faultScenario.injectedFaults.breakDown(TransactWriteItemsRequest.class);
    Job job = faultScenario.job();
    assertThatThrownBy(() -> faultScenario.put(job)).isInstanceOf(UncheckedIOException.class);

    faultScenario.injectedFaults.mend();
    assertThat(faultScenario.backend.jobs().find(job.id())).isEmpty();
    assertThat(faultScenario.lease()).isEmpty();
  }
}
