package io.surgetank.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.surgetank.core.event.Event;
import io.surgetank.core.event.StoreCondition;
import io.surgetank.core.job.Job;
import io.surgetank.core.job.JobIds;
import io.surgetank.core.job.Trace;
import io.surgetank.core.ledger.VerificationRunningException;
import io.surgetank.core.queue.SettleResult;
import io.surgetank.core.store.PutResult;
import io.surgetank.core.store.StoreBusyException;
import io.surgetank.core.store.Submission;
import io.surgetank.core.work.Outcome;
import io.surgetank.testkit.backend.TestClock;
import io.surgetank.testkit.contract.SamplePipelines;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/// Transient errors: locks and long reads of other processes, memory, a full disk.
@Timeout(60)
class TransientErrorsTest {
  @TempDir private Path folder;
  private final TestClock clock = new TestClock();
  private final JobIds ids = new JobIds(clock, new Random(42));

  @Test
  void the_store_waits_for_a_lock_of_another_process_and_reports_it() throws Exception {
    try (var engine = open();
        Connection other = connect()) {
      put(engine);
      var delivery = engine.queue().lease(SamplePipelines.ORDERS, 1, Duration.ZERO).getFirst();
      execute(other, "BEGIN IMMEDIATE");

      assertThatThrownBy(() -> engine.jobs().cancel(delivery.job().id()))
          .isInstanceOf(StoreBusyException.class)
          .hasMessageContaining("nothing was changed");
      assertThat(engine.engine.conditions()).containsKey(StoreCondition.BUSY);
      assertThat(engine.engine.isWritable()).isTrue();
      assertThat(place(engine)).allMatch(PutResult.Full.class::isInstance);
      var settling =
          CompletableFuture.supplyAsync(
              () -> engine.queue().settle(delivery.receipt(), new Outcome.Processed("{}")));
      assertThat(place(engine)).allMatch(PutResult.Full.class::isInstance);
      assertThat(settling).isNotDone();

      execute(other, "ROLLBACK");
      assertThat(settling.get()).isEqualTo(SettleResult.SETTLED);
      put(engine);
      assertThat(engine.engine.conditions()).isEmpty();
      assertThat(engine.ledger().verify().findings()).isEmpty();
      assertThat(engine.events())
          .filteredOn(
              event -> event instanceof Event.StoreDegraded || event instanceof Event.StoreRestored)
          .hasSize(2)
          .last()
          .isEqualTo(new Event.StoreRestored(StoreCondition.BUSY));
    }
  }

  @Test
  void a_store_that_is_locked_by_another_process_can_be_closed() throws Exception {
    var engine = open();
    put(engine);
    try (Connection other = connect()) {
      execute(other, "BEGIN IMMEDIATE");
      var cancelling = CompletableFuture.supplyAsync(() -> engine.jobs().cancel(ids.next()));
      List<PutResult> placed = place(engine);
      engine.close();
      assertThat(cancelling)
          .failsWithin(Duration.ofSeconds(10))
          .withThrowableThat()
          .withCauseInstanceOf(StoreBusyException.class);
      execute(other, "ROLLBACK");
      // What was acknowledged is in the commit log.
      try (var after = open()) {
        for (PutResult result : placed)
          if (result instanceof PutResult.Stored(var job))
            assertThat(after.jobs().find(job.id())).isPresent();
        assertThat(after.ledger().verify().findings()).isEmpty();
      }
    }
  }

  @Test
  void a_log_kept_by_a_long_read_is_reported_and_truncated_when_the_read_ends() throws Exception {
    Path log = folder.resolve("surgetank.db-wal");
    try (var engine = open();
        Connection other = connect();
        var statement = other.createStatement()) {
      put(engine);
      execute(other, "BEGIN");
      statement.executeQuery("SELECT count(*) FROM job").close();
      String payload = "\"" + "x".repeat(1_000_000) + "\"";
      for (int i = 0; i < 70; i++) put(engine, payload);

      await(() -> engine.engine.conditions().containsKey(StoreCondition.LONG_LOG));
      assertThat(engine.engine.conditions().get(StoreCondition.LONG_LOG))
          .contains("another process");
      assertThat(Files.size(log)).isGreaterThan(64L << 20);
      assertThat(gauge(engine, "store_log_bytes")).isGreaterThan(64L << 20);

      execute(other, "COMMIT");
      await(() -> engine.engine.conditions().isEmpty());
      assertThat(Files.size(log)).isLessThan(1L << 20);
      assertThat(gauge(engine, "store_log_bytes")).isLessThan(1L << 20);
    }
  }

  @Test
  void reads_of_single_jobs_do_not_wait_for_a_verification_and_only_one_runs() throws Exception {
    try (var engine = open()) {
      Job job = put(engine);
      var reading = new CountDownLatch(1);
      var over = new CountDownLatch(1);
      var verification =
          CompletableFuture.runAsync(() -> {
            var _ =
                engine
                    .engine
                    .parts()
                    .readers()
                    .readLarge(_ -> {
                      reading.countDown();
                      return waited(over);
                    });
          });
      reading.await();

      for (int i = 0; i < 10; i++) assertThat(engine.jobs().find(job.id())).isPresent();
      assertThatThrownBy(() -> engine.ledger().verify())
          .isInstanceOf(VerificationRunningException.class);
      over.countDown();
      verification.get();
      assertThat(engine.ledger().verify().findings()).isEmpty();
    }
  }

  private static boolean waited(CountDownLatch latch) {
    try {
      latch.await();
      return true;
    } catch (InterruptedException stopped) {
      return false;
    }
  }

  @Test
  void an_unreadable_disk_status_stops_nothing() {
    var dependencies =
        new EngineDependencies(
            clock,
            clock::nanoTime,
            _ -> {},
            () -> {
              throw new UncheckedIOException(new IOException("Too many open files"));
            },
            1_000,
            100);
    try (var engine = SqliteEngine.open(folder, SamplePipelines.PIPELINES, dependencies)) {
      engine.runOnce();
      assertThat(engine.jobs().put(List.of(submission("{}"))))
          .allMatch(PutResult.Stored.class::isInstance);
      assertThat(engine.isWritable()).isTrue();
    }
  }

  @Test
  void an_out_of_memory_error_stops_the_store_and_the_process() throws Exception {
    var engine = open();
    Job before = put(engine);
    var uncaught = new AtomicReference<Throwable>();
    var handler = Thread.getDefaultUncaughtExceptionHandler();
    Thread.setDefaultUncaughtExceptionHandler((_, failed) -> uncaught.set(failed));
    try {
      var fatal =
          new Write<Boolean>() {
            @Override
            Boolean apply(WriteBatch batch) {
              throw new OutOfMemoryError("Java heap space");
            }
          };
      assertThatThrownBy(() -> engine.engine.parts().writer().write(fatal))
          .isInstanceOf(UncheckedIOException.class);
      assertThatThrownBy(() -> place(engine)).isInstanceOf(UncheckedIOException.class);
      engine.close();
      assertThat(uncaught.get()).isInstanceOf(OutOfMemoryError.class);
    } finally {
      Thread.setDefaultUncaughtExceptionHandler(handler);
    }
    try (var after = open()) {
      assertThat(after.jobs().find(before.id())).isPresent();
      assertThat(after.ledger().verify().findings()).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "SQLITE_BUSY, true",
    "SQLITE_BUSY_RECOVERY, true",
    "SQLITE_LOCKED, true",
    "SQLITE_NOMEM, true",
    "SQLITE_INTERRUPT, true",
    "SQLITE_PROTOCOL, true",
    "SQLITE_IOERR, false",
    "SQLITE_IOERR_FSYNC, false",
    "SQLITE_FULL, false",
    "SQLITE_CORRUPT, false",
    "SQLITE_READONLY, false",
  })
  void only_errors_before_any_write_are_transient(SQLiteErrorCode code, boolean passes) {
    assertThat(SqliteErrorCodes.isPassing(new SQLiteException("it failed", code)))
        .isEqualTo(passes);
  }

  private static long gauge(OpenEngine engine, String name) {
    return engine.ledger().gauges().stream()
        .filter(gauge -> gauge.name().equals(name))
        .findFirst()
        .orElseThrow()
        .value();
  }

  private static void await(BooleanSupplier condition) {
    while (!condition.getAsBoolean()) Thread.onSpinWait();
  }

  private OpenEngine open() {
    return new OpenEngine(folder, SamplePipelines.PIPELINES, clock);
  }

  private Connection connect() throws SQLException {
    return DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("surgetank.db"));
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private Submission submission(String payload) {
    var id = ids.next();
    return Submission.withoutKeys(new Job(id, SamplePipelines.ORDERS, payload, Trace.of(id)));
  }

  private List<PutResult> place(OpenEngine engine) {
    return engine.jobs().put(List.of(submission("{}")));
  }

  private Job put(OpenEngine engine) {
    return put(engine, "{}");
  }

  private Job put(OpenEngine engine, String payload) {
    Submission submission = submission(payload);
    assertThat(engine.jobs().put(List.of(submission)))
        .containsExactly(new PutResult.Stored(submission.job()));
    return submission.job();
  }
}
