package io.surgetank.aws.queue;

import static io.surgetank.contract.Samples.ORDERS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.surgetank.aws.table.Pacing;
import io.surgetank.aws.table.Tank;
import io.surgetank.contract.Samples;
import io.surgetank.contract.parity.Keeps;
import io.surgetank.contract.parity.On;
import io.surgetank.contract.parity.Promise;
import io.surgetank.contract.parity.Stage;
import io.surgetank.job.Job;
import io.surgetank.job.JobRecord;
import io.surgetank.job.Status;
import io.surgetank.queue.Delivery;
import io.surgetank.store.DeadFilter;
import io.surgetank.store.DeadLetters;
import io.surgetank.store.TrailEntry;
import io.surgetank.work.Outcome;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;

/// Redrives of many dead letters, slow ones and such as are cut short.
@On(Stage.AWS)
@Keeps(Promise.P5)
class RedriveTest {
  private final Day day = new Day();

  @AfterEach
  void close() {
    day.close();
  }

  @Test
  void a_redrive_that_is_cut_short_shows_in_the_trail_and_the_next_does_the_rest() {
    List<Job> jobs = dead(7);
    var told = new ArrayList<Long>();
    DeadLetters paced =
        deadLetters(
            Pacing.rate(
                3,
                _ -> {
                  throw new InterruptedException("enough");
                },
                told::add));

    assertThatThrownBy(() -> paced.redrive(DeadFilter.EVERYTHING, "anna"))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("interrupted after 3 jobs");
    assertThat(Thread.interrupted()).isTrue();

    assertThat(told).containsExactly(3L);
    TrailEntry cut = paced.trail(10).getFirst();
    assertThat(cut.extent()).isEqualTo(TrailEntry.Extent.SO_FAR);
    assertThat(cut.jobs()).isEqualTo(3);
    assertThat(jobs).filteredOn(job -> day.status(job) == Status.PENDING).hasSize(3);

    day.clock.pass(Duration.ofSeconds(1));
    TrailEntry rest = day.backend.deadLetters().redrive(DeadFilter.EVERYTHING, "anna");
    assertThat(rest.jobs()).isEqualTo(4);
    assertThat(paced.trail(10)).containsExactly(rest, cut);
    assertThat(day.work("{}")).containsExactlyInAnyOrderElementsOf(jobs);
  }

  @Test
  void a_redrive_waits_between_its_steps_as_the_rate_asks() {
    dead(7);
    var waits = new ArrayList<Duration>();
    var told = new ArrayList<Long>();

    TrailEntry done =
        deadLetters(Pacing.rate(3, waits::add, told::add)).redrive(DeadFilter.EVERYTHING, "anna");

    assertThat(done.jobs()).isEqualTo(7);
    assertThat(told).containsExactly(3L, 6L, 7L);
    assertThat(waits)
        .containsExactly(Duration.ofSeconds(1), Duration.ofSeconds(1), Duration.ofMillis(333));
  }

  @Test
  void nothing_is_redriven_that_the_trail_would_not_know_of() {
    List<Job> jobs = dead(2);
    day.faults.breakDown(PutItemRequest.class);

    assertThatThrownBy(() -> day.backend.deadLetters().redrive(DeadFilter.EVERYTHING, "anna"))
        .isInstanceOf(UncheckedIOException.class);

    assertThat(jobs).allMatch(job -> day.status(job) == Status.DEAD);
  }

  /// Without a bound, DynamoDB would refuse the 67th failure of this length.
  @Test
  void a_job_that_is_redriven_again_and_again_can_always_be_settled() {
    Job job = dead(1).getFirst();
    String failure = "€".repeat(Outcome.MAX_FAILURE_LENGTH);
    int rounds = 70;

    for (int round = 0; round < rounds; round++) {
      assertThat(day.backend.deadLetters().redrive(DeadFilter.EVERYTHING, "anna").jobs())
          .isEqualTo(1);
      for (Delivery delivery : day.lease()) day.settle(delivery, new Outcome.Dead(failure));
    }

    JobRecord record = day.backend.jobs().find(job.id()).orElseThrow();
    assertThat(record.redrives()).isEqualTo(rounds);
    assertThat(record.attempts().size() + record.leftOut()).isEqualTo(rounds + 1);
    assertThat(record.leftOut()).isPositive();
    assertThat(record.attempts().getFirst().failure()).isEqualTo("no");
  }

  private List<Job> dead(int count) {
    var jobs = new ArrayList<Job>();
    for (int i = 0; i < count; i++) {
      Job job = day.job();
      day.put(job);
      jobs.add(job);
    }
    for (Delivery delivery : day.lease()) day.settle(delivery, new Outcome.Dead("no"));
    assertThat(day.tally().dead()).as("%s", ORDERS).isEqualTo(count);
    return jobs;
  }

  private DeadLetters deadLetters(Pacing pacing) {
    var around =
        new Tank.Surroundings(
            Samples.PIPELINES, day.clock, new Random(2), _ -> {}, pacing, _ -> {});
    var sending = new SqsSending(day.backend.sqs(), day.backend.queues(), _ -> {});
    return Tank.of(day.backend.dynamo(), day.backend.layout(), sending, around).deadLetters();
  }
}
