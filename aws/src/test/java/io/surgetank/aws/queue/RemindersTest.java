package io.surgetank.aws.queue;

import static io.surgetank.contract.Samples.ORDERS;
import static org.assertj.core.api.Assertions.assertThat;

import io.surgetank.aws.table.Reminders;
import io.surgetank.contract.parity.Keeps;
import io.surgetank.contract.parity.On;
import io.surgetank.contract.parity.Promise;
import io.surgetank.contract.parity.Stage;
import io.surgetank.job.Job;
import io.surgetank.store.Submission;
import java.time.Duration;
import java.util.ArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@On(Stage.AWS)
@Keeps(Promise.P2)
class RemindersTest {
  private static final Duration KEPT = Duration.ofDays(4);

  private final Day day = new Day();

  @AfterEach
  void close() {
    day.close();
  }

  @Test
  void many_forgotten_jobs_are_gone_through_piece_by_piece_and_each_is_sent_once() {
    var jobs = new ArrayList<Job>();
    for (int i = 0; i < 450; i++) jobs.add(day.job());
    day.backend.jobs().put(jobs.stream().map(Submission::withoutKeys).toList());
    day.backend.sqs().purgeQueue(request -> request.queueUrl(day.backend.queues().url(ORDERS)));
    day.clock.pass(KEPT.plusHours(2));
    Reminders reminders = day.backend.tank().reminders();

    int first = reminders.turn(ORDERS, KEPT);
    int second = reminders.turn(ORDERS, KEPT);

    assertThat(first).isBetween(200, 400);
    assertThat(first + second).isEqualTo(450);
    assertThat(reminders.turn(ORDERS, KEPT)).isZero();
    assertThat(day.tally().waiting()).isEqualTo(450);
  }
}
