package io.surgetank.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.surgetank.core.event.Event;
import io.surgetank.core.event.StoreCondition;
import io.surgetank.core.job.Job;
import io.surgetank.core.job.JobIds;
import io.surgetank.core.job.Trace;
import io.surgetank.core.store.Submission;
import io.surgetank.testkit.backend.TestClock;
import io.surgetank.testkit.contract.SamplePipelines;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A write that fails while earlier changes are written to the tables.
@Timeout(60)
class FlushDuringFailureTest {
  @TempDir private Path folder;
  private final TestClock clock = new TestClock();
  private final JobIds ids = new JobIds(clock, new Random(42));
  private final CountDownLatch begun = new CountDownLatch(1);
  private final CountDownLatch released = new CountDownLatch(1);
  private final ManualTimeThreads threads = new ManualTimeThreads();

  @Test
  void the_flush_keeps_its_transaction() throws Exception {
    var job = job();
    try (var engine = open();
        AutoCloseable _ = released::countDown) {
      var _ = engine.jobs().put(List.of(Submission.withoutKeys(job)));
      blockInNextFlush(engine);

      Files.delete(folder.resolve("surgetank.log.1"));
      assertThatThrownBy(() -> engine.queue().lease(SamplePipelines.ORDERS, 1, Duration.ZERO))
          .isInstanceOf(UncheckedIOException.class)
          .hasMessageContaining("surgetank.log.1 was removed");

      assertThat(isLocked()).isTrue();
    }
    try (var engine = open()) {
      assertThat(engine.jobs().find(job.id())).isPresent();
      assertThat(engine.ledger().verify().findings()).isEmpty();
    }
  }

  /// The event of the condition's end is published within the flush's transaction.
  private void blockInNextFlush(SqliteEngine engine) throws InterruptedException {
    engine.parts().conditions().begin(StoreCondition.BUSY, "another process holds the lock");
    threads.pass(Duration.ofSeconds(1));
    begun.await();
  }

  private void blockAtEndOfLock(Event event) {
    if (!(event instanceof Event.StoreRestored)) return;
    begun.countDown();
    try {
      released.await();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  /// Whether another connection has a write transaction.
  private boolean isLocked() throws SQLException {
    try (var other = DatabaseConnection.forCheckpoints(folder.resolve("surgetank.db"))) {
      other.execute("PRAGMA busy_timeout = 0");
      other.execute("BEGIN IMMEDIATE");
      return false;
    } catch (SQLException failed) {
      if (!SqliteErrorCodes.isPassing(failed)) throw failed;
      return true;
    }
  }

  private Job job() {
    var id = ids.next();
    return new Job(id, SamplePipelines.ORDERS, "{}", Trace.of(id));
  }

  private SqliteEngine open() {
    var dependencies =
        EngineDependencies.of(clock, this::blockAtEndOfLock, folder)
            .timedBy(clock::nanoTime)
            .startedBy(threads);
    return SqliteEngine.open(folder, SamplePipelines.PIPELINES, dependencies);
  }
}
