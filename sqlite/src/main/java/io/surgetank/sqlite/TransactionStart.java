package io.surgetank.sqlite;

import io.surgetank.core.event.StoreCondition;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/// Begins the writer's transactions, also when another process holds SQLite's lock or memory is
/// short: nothing has been written then, so it is tried until it succeeds.
///
/// Whoever submits or operates is told after a bound that it did not happen. Leases and settlements
/// wait as long as it takes: an attempt that was made must be recorded.
final class TransactionStart {
  private static final long REPORTED_AFTER = Duration.ofSeconds(1).toNanos();
  private static final long BOUND = Duration.ofSeconds(4).toNanos();
  private static final long PAUSE = Duration.ofMillis(20).toNanos();

  private final DatabaseConnection databaseConnection;
  private final StoreConditions storeConditions;
  private final BooleanSupplier closing;

  TransactionStart(
      DatabaseConnection databaseConnection,
      StoreConditions storeConditions,
      BooleanSupplier closing) {
    this.databaseConnection = databaseConnection;
    this.storeConditions = storeConditions;
    this.closing = closing;
  }

  /// Returns when a transaction has begun. What gives up in the meantime is answered and taken out
  /// of both collections. False when the store is being closed and cannot wait.
  boolean begin(Collection<Write<?>> group, Collection<Write<?>> waiting) throws SQLException {
    long start = System.nanoTime();
    while (true) {
      try {
        databaseConnection.query("BEGIN IMMEDIATE").update();
        storeConditions.end(StoreCondition.BUSY);
        return true;
      } catch (SQLException failed) {
        if (!SqliteErrors.isPassing(failed)) throw failed;
        long waited = System.nanoTime() - start;
        if (waited >= REPORTED_AFTER) storeConditions.begin(StoreCondition.BUSY, detail(failed));
        if (waited >= BOUND) {
          giveUp(group);
          giveUp(waiting);
        }
        if (closing.getAsBoolean() && waited >= REPORTED_AFTER) return false;
        LockSupport.parkNanos(PAUSE);
      }
    }
  }

  private static String detail(SQLException failed) {
    return "nothing can be written for now; usually another process holds the database's lock ("
        + failed.getMessage()
        + "); it is tried again until it succeeds";
  }

  static void giveUp(Collection<Write<?>> writes) {
    writes.removeIf(write -> !write.isPatient() && write.giveUp());
  }

  static UncheckedIOException refusal() {
    return new UncheckedIOException(
        new IOException("the store cannot be written for now; nothing was changed, try again"));
  }
}
