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
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityRequest;
import software.amazon.awssdk.services.sqs.model.DeleteMessageRequest;

/// Failures of AWS: nothing is lost, and nothing is done twice.
@RunsOn(TestedBackend.AWS)
@Verifies({Promise.P1, Promise.P2, Promise.P3})
class AwsFaultsTest {
  private final FaultScenario faultScenario = new FaultScenario();

  @AfterEach
  void close() {
    faultScenario.close();
  }

  /// DynamoDB refuses to read the same key twice, and the list would be a 503.
  @Test
  void a_job_whose_status_changes_while_lists_are_read_is_listed_once() {
    Job job = faultScenario.job();
    faultScenario.put(job);
    String id = job.id().toString();
    for (int shard = 0; shard < faultScenario.backend.tableConfig().listShards(); shard++) {
      var stale =
          Map.of(
              "pk", fromS("stale#" + shard),
              "listPk", fromS("orders#PROCESSED#" + shard),
              "listSk", fromS(id));
      faultScenario
          .backend
          .dynamo()
          .putItem(put -> put.tableName(faultScenario.backend.tableConfig().table()).item(stale));
    }
    var all =
        new JobQuery(
            List.of(ORDERS), EnumSet.allOf(Status.class), Instant.EPOCH, Optional.empty(), 10);

    assertThat(faultScenario.backend.jobs().list(all))
        .extracting(JobRecord::job)
        .containsExactly(job);
  }

  @Test
  void a_write_whose_reply_was_lost_is_done_once() {
    faultScenario.injectedFaults.loseOneReply(TransactWriteItemsRequest.class);
    Job job = faultScenario.job();

    assertThat(faultScenario.put(job)).isEqualTo(new PutResult.Stored(job));

    assertThat(faultScenario.injectedFaults.allRepliesWereLost()).isTrue();
    assertThat(faultScenario.backend.ledger().counters().get(ORDERS).accepted()).isEqualTo(1);
    assertThat(faultScenario.process("{}")).containsExactly(job);
  }

  @Test
  void an_attempt_whose_start_had_no_reply_is_started_once() {
    Job job = faultScenario.job();
    faultScenario.put(job);
    faultScenario.injectedFaults.loseOneReply(PutItemRequest.class);

    assertThat(faultScenario.process("{}")).containsExactly(job);

    assertThat(faultScenario.injectedFaults.allRepliesWereLost()).isTrue();
    assertThat(faultScenario.counters().started()).isEqualTo(1);
  }

  @Test
  void entries_that_a_batch_did_not_take_are_sent_again() {
    faultScenario.injectedFaults.acceptOnly(7);
    var jobs = new ArrayList<Job>();
    for (int i = 0; i < 10; i++) jobs.add(faultScenario.job());

    var results =
        faultScenario.backend.jobs().put(jobs.stream().map(Submission::withoutKeys).toList());

    assertThat(results).allMatch(PutResult.Stored.class::isInstance);
    assertThat(faultScenario.process("{}")).containsExactlyInAnyOrderElementsOf(jobs);
  }

  @Test
  void a_duplicate_message_is_processed_once() {
    Job job = faultScenario.job();
    faultScenario.put(job);
    faultScenario.sendAnother(job);

    List<Delivery> deliveries = faultScenario.lease();

    assertThat(deliveries).hasSize(1);
    faultScenario.settle(deliveries.getFirst(), new Outcome.Processed("{}"));
    faultScenario.clock.pass(SamplePipelines.LEASE.multipliedBy(2));
    assertThat(faultScenario.lease()).as("the second message finds an end state").isEmpty();
    assertThat(faultScenario.backend.ledger().counters().get(ORDERS).started()).isEqualTo(1);
  }

  @Test
  void a_worker_that_dies_between_settling_and_deleting_does_nothing_twice() {
    Job job = faultScenario.job();
    faultScenario.put(job);
    faultScenario.injectedFaults.failAll(DeleteMessageRequest.class);
    faultScenario.settle(
        faultScenario.lease().getFirst(), new Outcome.Processed("{\"once\":true}"));

    faultScenario.injectedFaults.recover();
    faultScenario.clock.pass(SamplePipelines.LEASE.plusSeconds(1));

    assertThat(faultScenario.lease()).isEmpty();
    assertThat(faultScenario.status(job)).isEqualTo(Status.PROCESSED);
    assertThat(faultScenario.backend.ledger().counters().get(ORDERS).processed()).isEqualTo(1);
  }

  @Test
  void a_retry_whose_message_could_not_be_hidden_runs_when_the_lease_has_expired() {
    faultScenario.put(faultScenario.job());
    faultScenario.injectedFaults.failAll(ChangeMessageVisibilityRequest.class);
    faultScenario.settle(
        faultScenario.lease().getFirst(), new Outcome.Retry(Duration.ofSeconds(10), "busy"));

    faultScenario.injectedFaults.recover();
    faultScenario.clock.pass(SamplePipelines.LEASE.plusSeconds(1));

    assertThat(faultScenario.lease())
        .extracting(delivery -> delivery.attempt().number())
        .containsExactly(2);
  }

  @Test
  void a_message_that_is_received_too_early_waits() {
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
    faultScenario.injectedFaults.failAll(TransactWriteItemsRequest.class);
    Job job = faultScenario.job();
    assertThatThrownBy(() -> faultScenario.put(job)).isInstanceOf(UncheckedIOException.class);

    faultScenario.injectedFaults.recover();
    assertThat(faultScenario.backend.jobs().find(job.id())).isEmpty();
    assertThat(faultScenario.lease()).isEmpty();
  }
}
