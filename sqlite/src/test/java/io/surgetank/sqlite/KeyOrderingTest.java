package io.surgetank.sqlite;

import static io.surgetank.testkit.contract.SamplePipelines.ORDERED;
import static io.surgetank.testkit.contract.SamplePipelines.ORDERS;
import static org.assertj.core.api.Assertions.assertThat;

import io.surgetank.core.job.Job;
import io.surgetank.core.job.JobIds;
import io.surgetank.core.job.OrderingKey;
import io.surgetank.core.job.Status;
import io.surgetank.core.job.Trace;
import io.surgetank.core.ledger.VerificationReport.Finding;
import io.surgetank.core.queue.Delivery;
import io.surgetank.core.store.JobQuery;
import io.surgetank.core.store.Submission;
import io.surgetank.core.work.Outcome;
import io.surgetank.testkit.backend.TestClock;
import io.surgetank.testkit.parity.Promise;
import io.surgetank.testkit.parity.RunsOn;
import io.surgetank.testkit.parity.TestedBackend;
import io.surgetank.testkit.parity.Verifies;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The order of jobs with an ordering key, across restarts.
@RunsOn(TestedBackend.EMBEDDED)
@Verifies(Promise.P9)
class KeyOrderingTest {
  private static final Outcome DONE = new Outcome.Processed("{}");

  @TempDir private Path folder;
  private final TestClock clock = new TestClock();
  private final JobIds ids = new JobIds(clock, new Random(42));

  @Test
  void the_order_survives_a_crash() throws Exception {
    Job first;
    Job second;
    try (var engine = open()) {
      first = put(engine);
      second = put(engine);
      assertThat(leased(engine)).extracting(Delivery::job).containsExactly(first);
      try (var next = engine.diedAndReopened()) {
        clock.pass(Duration.ofMinutes(1));
        Delivery again = leased(next).getFirst();
        assertThat(again.job()).isEqualTo(first);
        assertThat(leased(next)).isEmpty();
        var _ = next.queue().settle(again.receipt(), DONE);
        assertThat(leased(next)).extracting(Delivery::job).containsExactly(second);
        assertThat(next.ledger().verify().findings()).isEmpty();
      }
    }
  }

  @Test
  void a_key_with_more_jobs_than_fit_in_memory_does_not_block_others() throws Exception {
    try (var engine = open()) {
      var hot = new ArrayList<Submission>();
      for (int i = 0; i < 2_000; i++) hot.add(submission("hot"));
      var _ = engine.jobs().put(hot);
      Job other = submission("other").job();
      var _ = engine.jobs().put(List.of(behind(other, "other")));

      assertThat(leased(engine))
          .extracting(Delivery::job)
          .containsExactlyInAnyOrder(hot.getFirst().job(), other);
      assertThat(listed(engine, Status.PENDING)).hasSize(100);
    }
  }

  @Test
  void a_held_job_is_listed_as_pending() throws Exception {
    try (var engine = open()) {
      put(engine);
      Job second = put(engine);
      leased(engine);

      assertThat(listed(engine, Status.PENDING)).containsExactly(second);
    }
  }

  @Test
  void a_file_from_before_ordering_keys_is_upgraded() throws Exception {
    Job old;
    try (var engine = open()) {
      old = job();
      var _ = engine.jobs().put(List.of(Submission.withoutKeys(old)));
    }
    sql("DROP INDEX job_ordering");
    sql("ALTER TABLE job DROP COLUMN ordering");
    PreviousSchemaFile.keysOfPipelines(folder);
    sql("PRAGMA user_version = 1");

    try (var engine = open()) {
      Job first = put(engine);
      put(engine);

      assertThat(leased(engine)).extracting(Delivery::job).containsExactly(old, first);
      assertThat(engine.ledger().verify().findings()).isEmpty();
    }
  }

  @Test
  void verification_reports_an_ordering_key_without_a_ready_job() throws Exception {
    Job first;
    try (var engine = open()) {
      first = put(engine);
      put(engine);
    }
    sql("UPDATE job SET status = 6");

    try (var engine = open()) {
      assertThat(engine.ledger().verify().findings())
          .containsExactly(
              new Finding(
                  ORDERS, first.id().toString(), "its ordering key has 0 ready jobs instead of 1"));
    }
  }

  private OpenEngine open() {
    return new OpenEngine(folder, ORDERED, clock);
  }

  private Job put(OpenEngine engine) {
    var submission = submission("a");
    var _ = engine.jobs().put(List.of(submission));
    return submission.job();
  }

  private Submission submission(String account) {
    return behind(job(), account);
  }

  private static Submission behind(Job job, String account) {
    return Submission.withoutKeys(job).withOrderingKey(OrderingKey.of(account));
  }

  private Job job() {
    var id = ids.next();
    return new Job(id, ORDERS, "{}", Trace.of(id));
  }

  private static List<Delivery> leased(OpenEngine engine) throws InterruptedException {
    return engine.queue().lease(ORDERS, 10, Duration.ZERO);
  }

  private static List<Job> listed(OpenEngine engine, Status status) {
    var query =
        new JobQuery(List.of(ORDERS), EnumSet.of(status), Instant.EPOCH, Optional.empty(), 100);
    return engine.jobs().list(query).stream().map(record -> record.job()).toList();
  }

  private void sql(String sql) throws Exception {
    try (var connection =
            DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("surgetank.db"));
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
