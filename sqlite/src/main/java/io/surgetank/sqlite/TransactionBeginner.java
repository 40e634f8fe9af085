package io.surgetank.sqlite;

import io.surgetank.core.event.StoreCondition;
import io.surgetank.core.process.Threads;
import io.surgetank.core.store.StoreBusyException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.function.BooleanSupplier;

/// Begins the writer's transactions. If another process holds SQLite's lock or memory runs out, it
/// retries until it succeeds: nothing has been written then.
///
/// Submissions and operator requests fail after a time limit. Leases and settlements wait as long
/// as it takes: a finished attempt must be recorded.
final class TransactionBeginner {
  private static final long REPORTED_AFTER = Duration.ofSeconds(1).toNanos();
  private static final long BOUND = Duration.ofSeconds(4).toNanos();
  private static final Duration PAUSE = Duration.ofMillis(20);

  private final DatabaseConnection connection;
  private final StoreConditions conditions;
  private final Threads threads;
  private final BooleanSupplier closing;

  TransactionBeginner(
      DatabaseConnection connection,
      StoreConditions conditions,
      Threads threads,
      BooleanSupplier closing) {
    this.connection = connection;
    this.conditions = conditions;
    this.threads = threads;
    this.closing = closing;
  }

  /// Returns when a transaction has begun. False if the store is being closed and cannot wait.
  ///
  /// @param whileOverdue called repeatedly after the time limit of submissions
  boolean begin(Runnable whileOverdue) throws SQLException {
    long start = threads.nanoTime();
    while (true) {
      try {
        connection.query("BEGIN IMMEDIATE").update();
        conditions.end(StoreCondition.BUSY);
        return true;
      } catch (SQLException failed) {
        if (!SqliteErrorCodes.isPassing(failed)) throw failed;
        long waited = threads.nanoTime() - start;
        if (waited >= REPORTED_AFTER) conditions.begin(StoreCondition.BUSY, detail(failed));
        if (waited >= BOUND) whileOverdue.run();
        if (closing.getAsBoolean() && waited >= REPORTED_AFTER) return false;
        threads.pause(PAUSE);
      }
    }
  }

  private static String detail(SQLException failed) {
    return "cannot write to the database; usually another process holds its lock ("
        + failed.getMessage()
        + "); retrying until it succeeds";
  }

  static void timeOut(Collection<Write<?>> writes) {
    writes.removeIf(write -> !write.waitsIndefinitely() && write.timeOut());
  }

  static StoreBusyException refusal() {
    return new StoreBusyException(
        "the store cannot be written at the moment; nothing was changed, try again");
  }
}
