package io.surgetank.aws.queue;

import static io.surgetank.testkit.contract.SamplePipelines.ORDERS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.surgetank.aws.table.BulkThrottle;
import io.surgetank.aws.table.DynamoBackend;
import io.surgetank.core.job.Job;
import io.surgetank.core.job.JobRecord;
import io.surgetank.core.job.Status;
import io.surgetank.core.queue.Delivery;
import io.surgetank.core.store.DeadLetterFilter;
import io.surgetank.core.store.DeadLetters;
import io.surgetank.core.store.OperatorAction;
import io.surgetank.core.work.Outcome;
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
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;

/// Redrives of many dead letters, throttled or interrupted.
@RunsOn(TestedBackend.AWS)
@Verifies(Promise.P5)
class RedriveTest {
  private final FaultScenario faultScenario = new FaultScenario();

  @AfterEach
  void close() {
    faultScenario.close();
  }

  @Test
  void an_interrupted_redrive_is_in_the_audit_log_and_the_next_completes_it() {
    List<Job> jobs = dead(7);
    var progress = new ArrayList<Long>();
    DeadLetters throttled =
        deadLetters(
            BulkThrottle.rate(
                3,
                _ -> {
                  throw new InterruptedException("enough");
                },
                progress::add));

    assertThatThrownBy(() -> throttled.redrive(DeadLetterFilter.EVERYTHING, "anna"))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("interrupted after 3 jobs");
    assertThat(Thread.interrupted()).isTrue();

    assertThat(progress).containsExactly(3L);
    OperatorAction interrupted = throttled.operatorActions(10).getFirst();
    assertThat(interrupted.extent()).isEqualTo(OperatorAction.Extent.PARTIAL);
    assertThat(interrupted.jobs()).isEqualTo(3);
    assertThat(jobs).filteredOn(job -> faultScenario.status(job) == Status.PENDING).hasSize(3);

    faultScenario.clock.pass(Duration.ofSeconds(1));
    OperatorAction rest =
        faultScenario.backend.deadLetters().redrive(DeadLetterFilter.EVERYTHING, "anna");
    assertThat(rest.jobs()).isEqualTo(4);
    assertThat(throttled.operatorActions(10)).containsExactly(rest, interrupted);
    assertThat(faultScenario.process("{}")).containsExactlyInAnyOrderElementsOf(jobs);
  }

  @Test
  void a_redrive_keeps_to_the_rate() {
    dead(7);
    var waits = new ArrayList<Duration>();
    var progress = new ArrayList<Long>();

    OperatorAction done =
        deadLetters(BulkThrottle.rate(3, waits::add, progress::add))
            .redrive(DeadLetterFilter.EVERYTHING, "anna");

    assertThat(done.jobs()).isEqualTo(7);
    assertThat(progress).containsExactly(3L, 6L, 7L);
    assertThat(waits)
        .containsExactly(Duration.ofSeconds(1), Duration.ofSeconds(1), Duration.ofMillis(333));
  }

  @Test
  void nothing_is_redriven_that_the_audit_log_cannot_record() {
    List<Job> jobs = dead(2);
    faultScenario.injectedFaults.failAll(PutItemRequest.class);

    assertThatThrownBy(
            () -> faultScenario.backend.deadLetters().redrive(DeadLetterFilter.EVERYTHING, "anna"))
        .isInstanceOf(UncheckedIOException.class);

    assertThat(jobs).allMatch(job -> faultScenario.status(job) == Status.DEAD);
  }

  /// Without a limit, DynamoDB would reject the 67th failure of this length.
  @Test
  void a_job_that_is_redriven_many_times_can_still_be_settled() {
    Job job = dead(1).getFirst();
    String failure = "€".repeat(Outcome.MAX_FAILURE_LENGTH);
    int rounds = 70;

    for (int round = 0; round < rounds; round++) {
      assertThat(
              faultScenario
                  .backend
                  .deadLetters()
                  .redrive(DeadLetterFilter.EVERYTHING, "anna")
                  .jobs())
          .isEqualTo(1);
      for (Delivery delivery : faultScenario.lease())
        faultScenario.settle(delivery, new Outcome.Dead(failure));
    }

    JobRecord record = faultScenario.backend.jobs().find(job.id()).orElseThrow();
    assertThat(record.redrives()).isEqualTo(rounds);
    assertThat(record.attempts().size() + record.omittedAttempts()).isEqualTo(rounds + 1);
    assertThat(record.omittedAttempts()).isPositive();
    assertThat(record.attempts().getFirst().failure()).isEqualTo("no");
  }

  private List<Job> dead(int count) {
    var jobs = new ArrayList<Job>();
    for (int i = 0; i < count; i++) {
      Job job = faultScenario.job();
      faultScenario.put(job);
      jobs.add(job);
    }
    for (Delivery delivery : faultScenario.lease())
      faultScenario.settle(delivery, new Outcome.Dead("no"));
    assertThat(faultScenario.counters().dead()).as("%s", ORDERS).isEqualTo(count);
    return jobs;
  }

  private DeadLetters deadLetters(BulkThrottle bulkThrottle) {
    var dependencies =
        new DynamoBackend.Dependencies(
            SamplePipelines.PIPELINES,
            faultScenario.clock,
            new Random(2),
            _ -> {},
            bulkThrottle,
            _ -> {});
    var messageSender =
        new SqsMessageSender(faultScenario.backend.sqs(), faultScenario.backend.queues(), _ -> {});
    return DynamoBackend.of(
            faultScenario.backend.dynamo(),
            faultScenario.backend.tableConfig(),
            messageSender,
            dependencies)
        .deadLetters();
  }
}
