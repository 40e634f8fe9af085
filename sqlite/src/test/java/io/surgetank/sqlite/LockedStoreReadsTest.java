package io.surgetank.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import io.surgetank.core.job.Job;
import io.surgetank.core.job.JobIds;
import io.surgetank.core.job.Trace;
import io.surgetank.core.store.StoreBusyException;
import io.surgetank.core.store.Submission;
import io.surgetank.testkit.backend.TestClock;
import io.surgetank.testkit.contract.SamplePipelines;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Reads of unflushed jobs while another process holds SQLite's lock.
@Timeout(60)
class LockedStoreReadsTest {
  @TempDir private Path folder;
  private final TestClock clock = new TestClock();
  private final JobIds ids = new JobIds(clock, new Random(42));

  @Test
  void reads_that_need_the_tables_fail_after_a_time_limit() throws Exception {
    var threads = new ManualTimeThreads();
    var dependencies =
        EngineDependencies.of(clock, _ -> {}, folder).timedBy(clock::nanoTime).startedBy(threads);
    try (var engine = SqliteEngine.open(folder, SamplePipelines.PIPELINES, dependencies);
        var other = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("surgetank.db"));
        var statement = other.createStatement()) {
      var id = ids.next();
      var job = new Job(id, SamplePipelines.ORDERS, "{}", Trace.of(id));
      var _ = engine.jobs().put(List.of(Submission.withoutKeys(job)));
      statement.execute("BEGIN IMMEDIATE");

      var verifying = CompletableFuture.supplyAsync(() -> engine.ledger().verify());
      while (!verifying.isDone()) {
        threads.pass(Duration.ofMillis(1));
        Thread.onSpinWait();
      }

      assertThat(verifying)
          .failsWithin(Duration.ZERO)
          .withThrowableThat()
          .withCauseInstanceOf(StoreBusyException.class)
          .withStackTraceContaining("cannot be written at the moment");
      assertThat(engine.jobs().find(id)).isPresent();
      statement.execute("ROLLBACK");
      assertThat(engine.ledger().verify().findings()).isEmpty();
    }
  }
}
