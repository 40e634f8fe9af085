package io.surgetank.aws.queue;

import static io.surgetank.contract.Samples.ORDERS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import io.surgetank.contract.Samples;
import io.surgetank.contract.parity.Keeps;
import io.surgetank.contract.parity.On;
import io.surgetank.contract.parity.Promise;
import io.surgetank.contract.parity.Stage;
import io.surgetank.job.Job;
import io.surgetank.job.JobRecord;
import io.surgetank.job.Status;
import io.surgetank.queue.Delivery;
import io.surgetank.store.JobQuery;
import io.surgetank.store.Placement;
import io.surgetank.store.Submission;
import io.surgetank.work.Outcome;
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
@On(Stage.AWS)
@Keeps({Promise.P1, Promise.P2, Promise.P3})
class BadDaysTest {
  private final Day day = new Day();

  @AfterEach
  void close() {
    day.close();
  }

  /// Else DynamoDB refuses to read its record twice, and the list is a 503.
  @Test
  void a_job_that_moves_while_the_lists_are_read_is_listed_once() {
    Job job = day.job();
    day.put(job);
    String id = job.id().toString();
    for (int shard = 0; shard < day.backend.layout().lines(); shard++) {
      var seen =
          Map.of(
              "pk", fromS("seen#" + shard),
              "line", fromS("orders#PROCESSED#" + shard),
              "place", fromS(id));
      day.backend.dynamo().putItem(put -> put.tableName(day.backend.layout().table()).item(seen));
    }
    var everywhere =
        new JobQuery(
            List.of(ORDERS), EnumSet.allOf(Status.class), Instant.EPOCH, Optional.empty(), 10);

    assertThat(day.backend.jobs().list(everywhere)).extracting(JobRecord::job).containsExactly(job);
  }

  @Test
  void a_write_whose_reply_was_lost_is_done_once() {
    day.faults.loseOneReply(TransactWriteItemsRequest.class);
    Job job = day.job();

    assertThat(day.put(job)).isEqualTo(new Placement.Stored(job));

    assertThat(day.faults.allAreLost()).isTrue();
    assertThat(day.backend.ledger().tallies().get(ORDERS).accepted()).isEqualTo(1);
    assertThat(day.work("{}")).containsExactly(job);
  }

  @Test
  void what_a_batch_did_not_take_is_sent_again() {
    day.faults.takeOnly(7);
    var jobs = new ArrayList<Job>();
    for (int i = 0; i < 10; i++) jobs.add(day.job());

    var placements = day.backend.jobs().put(jobs.stream().map(Submission::withoutKeys).toList());

    assertThat(placements).allMatch(Placement.Stored.class::isInstance);
    assertThat(day.work("{}")).containsExactlyInAnyOrderElementsOf(jobs);
  }

  @Test
  void a_message_that_comes_twice_at_once_is_worked_once() {
    Job job = day.job();
    day.put(job);
    day.sendAnother(job);

    List<Delivery> deliveries = day.lease();

    assertThat(deliveries).hasSize(1);
    day.settle(deliveries.getFirst(), new Outcome.Processed("{}"));
    day.clock.pass(Samples.LEASE.multipliedBy(2));
    assertThat(day.lease()).as("the second message finds the end").isEmpty();
    assertThat(day.backend.ledger().tallies().get(ORDERS).started()).isEqualTo(1);
  }

  @Test
  void a_worker_that_dies_after_the_record_and_before_the_message_does_nothing_twice() {
    Job job = day.job();
    day.put(job);
    day.faults.breakDown(DeleteMessageRequest.class);
    day.settle(day.lease().getFirst(), new Outcome.Processed("{\"once\":true}"));

    day.faults.mend();
    day.clock.pass(Samples.LEASE.plusSeconds(1));

    assertThat(day.lease()).isEmpty();
    assertThat(day.status(job)).isEqualTo(Status.PROCESSED);
    assertThat(day.backend.ledger().tallies().get(ORDERS).processed()).isEqualTo(1);
  }

  @Test
  void a_retry_whose_message_could_not_be_hidden_comes_when_the_lease_is_over() {
    day.put(day.job());
    day.faults.breakDown(ChangeMessageVisibilityRequest.class);
    day.settle(day.lease().getFirst(), new Outcome.Retry(Duration.ofSeconds(10), "busy"));

    day.faults.mend();
    day.clock.pass(Samples.LEASE.plusSeconds(1));

    assertThat(day.lease()).extracting(delivery -> delivery.attempt().number()).containsExactly(2);
  }

  @Test
  void a_message_that_comes_before_its_time_waits_for_it() {
    Job job = day.job();
    day.put(job);
    day.settle(day.lease().getFirst(), new Outcome.Retry(Duration.ofSeconds(50), "busy"));
    day.sendAnother(job);

    assertThat(day.lease()).isEmpty();
    day.clock.pass(Duration.ofSeconds(50));
    assertThat(day.lease()).hasSize(1);
  }

  @Test
  void a_table_that_cannot_be_written_acknowledges_nothing() {
    day.faults.breakDown(TransactWriteItemsRequest.class);
    Job job = day.job();
    assertThatThrownBy(() -> day.put(job)).isInstanceOf(UncheckedIOException.class);

    day.faults.mend();
    assertThat(day.backend.jobs().find(job.id())).isEmpty();
    assertThat(day.lease()).isEmpty();
  }
}
