package io.surgetank.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import io.surgetank.core.job.Job;
import io.surgetank.core.job.JobIds;
import io.surgetank.core.job.JobKey;
import io.surgetank.core.job.JobRecord;
import io.surgetank.core.job.Owner;
import io.surgetank.core.job.Trace;
import io.surgetank.core.queue.Delivery;
import io.surgetank.core.queue.SettleResult;
import io.surgetank.core.store.Submission;
import io.surgetank.core.work.Outcome;
import io.surgetank.testkit.backend.TestClock;
import io.surgetank.testkit.contract.SamplePipelines;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A flush inserts several rows by one statement, and the last ones one by one.
@Timeout(60)
class MemtableFlushTest {
  private static final int JOBS = 50;

  @TempDir private Path temp;
  private final TestClock clock = new TestClock();
  private final JobIds ids = new JobIds(clock, new Random(42));

  @Test
  void a_flush_writes_each_pending_running_and_processed_job_as_it_was() throws Exception {
    try (var engine =
        OpenEngine.unflushed(temp.resolve("data"), SamplePipelines.PIPELINES, clock)) {
      List<Submission> submissions =
          IntStream.range(0, 3 * JOBS).mapToObj(this::submission).toList();
      assertThat(engine.jobs().put(submissions)).hasSize(3 * JOBS);
      clock.pass(Duration.ofMillis(7));
      List<Delivery> leased = engine.queue().lease(SamplePipelines.ORDERS, 2 * JOBS, Duration.ZERO);
      clock.pass(Duration.ofMillis(7));
      for (Delivery delivery : leased.subList(0, JOBS)) process(engine, delivery);
      List<JobRecord> before = records(engine, submissions);

      engine.engine.parts().writer().flush();

      assertThat(records(engine, submissions)).isEqualTo(before);
      assertThat(engine.ledger().verify().findings()).isEmpty();
    }
  }

  private Submission submission(int number) {
    var id = ids.next();
    var trace = number % 2 == 0 ? Trace.of(id) : Trace.of(ids.next());
    var owner = number % 3 == 0 ? Owner.ofKey("k" + number) : Owner.NONE;
    String payload = "{\"number\":" + number + "}";
    var job = new Job(id, SamplePipelines.ORDERS, payload, trace, owner);
    if (number % 5 != 0) return Submission.withoutKeys(job);
    var kind = number % 2 == 0 ? JobKey.Kind.IDEMPOTENCY_KEY : JobKey.Kind.CLIENT_ID;
    return Submission.withKeys(job, List.of(new JobKey("/orders", kind, "k" + number)), "f");
  }

  private static void process(OpenEngine engine, Delivery delivery) {
    var outcome = new Outcome.Processed("{\"done\":" + delivery.job().payload() + "}");
    assertThat(engine.queue().settle(delivery.receipt(), outcome)).isEqualTo(SettleResult.SETTLED);
  }

  private static List<JobRecord> records(OpenEngine engine, List<Submission> submissions) {
    return submissions.stream()
        .map(each -> engine.jobs().find(each.job().id()).orElseThrow())
        .toList();
  }
}
