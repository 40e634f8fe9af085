package io.surgetank.aws.queue;

import static io.surgetank.testkit.contract.SamplePipelines.ORDERS;
import static org.assertj.core.api.Assertions.assertThat;

import io.surgetank.aws.table.StaleMessageResender;
import io.surgetank.core.job.Job;
import io.surgetank.core.store.Submission;
import io.surgetank.testkit.parity.Promise;
import io.surgetank.testkit.parity.RunsOn;
import io.surgetank.testkit.parity.TestedBackend;
import io.surgetank.testkit.parity.Verifies;
import java.time.Duration;
import java.util.ArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@RunsOn(TestedBackend.AWS)
@Verifies(Promise.P2)
class StaleMessageResenderTest {
  private static final Duration RETENTION = Duration.ofDays(4);

  private final FaultScenario faultScenario = new FaultScenario();

  @AfterEach
  void close() {
    faultScenario.close();
  }

  @Test
  void many_stale_jobs_are_read_in_pages_and_each_is_sent_once() {
    var jobs = new ArrayList<Job>();
    for (int i = 0; i < 450; i++) jobs.add(faultScenario.job());
    faultScenario.backend.jobs().put(jobs.stream().map(Submission::withoutKeys).toList());
    faultScenario
        .backend
        .sqs()
        .purgeQueue(request -> request.queueUrl(faultScenario.backend.queues().url(ORDERS)));
    faultScenario.clock.pass(RETENTION.plusHours(2));
    StaleMessageResender staleMessageResender =
        faultScenario.backend.dynamoBackend().staleMessageResender();

    int first = staleMessageResender.resend(ORDERS, RETENTION);
    int second = staleMessageResender.resend(ORDERS, RETENTION);

    assertThat(first).isBetween(200, 400);
    assertThat(first + second).isEqualTo(450);
    assertThat(staleMessageResender.resend(ORDERS, RETENTION)).isZero();
    assertThat(faultScenario.counters().unfinished()).isEqualTo(450);
  }
}
