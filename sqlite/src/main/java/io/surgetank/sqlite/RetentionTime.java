package io.surgetank.sqlite;

import io.surgetank.core.event.StoreCondition;
import io.surgetank.core.store.TrustedClock;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/// By which time records are removed, over restarts: what the clocks had come to is kept in the
/// store. Touched by whoever calls the engine's `turn`, one at a time.
final class RetentionTime {
  /// A restart after a crash finds marks that are at most this old.
  private static final long KEEP_MILLIS = Duration.ofMinutes(10).toMillis();

  private static final String READ = "SELECT millis FROM clock WHERE name = ?";
  private static final String WRITE = "INSERT OR REPLACE INTO clock(name, millis) VALUES(?, ?)";

  /// Of [StoreClock#now].
  private static final String SPANS = "spans";

  /// Of [TrustedClock#mark].
  private static final String TRUSTED = "trusted";

  private final StoreClock storeClock;
  private final TrustedClock trusted;
  private final StoreConditions storeConditions;
  private long kept;

  private RetentionTime(
      StoreClock storeClock, TrustedClock trusted, StoreConditions storeConditions) {
    this.storeClock = storeClock;
    this.trusted = trusted;
    this.storeConditions = storeConditions;
    this.kept = Long.MIN_VALUE / 2;
  }

  static RetentionTime open(
      DatabaseConnection databaseConnection, StoreClock storeClock, StoreConditions storeConditions)
      throws SQLException {
    Optional<Long> mark = read(databaseConnection, TRUSTED);
    long wall = storeClock.moment();
    long elapsed = storeClock.elapsed();
    TrustedClock trusted =
        mark.isPresent()
            ? TrustedClock.continuing(mark.get(), wall, elapsed)
            : TrustedClock.beginning(wall, elapsed);
    return new RetentionTime(storeClock, trusted, storeConditions);
  }

  /// What an earlier process's spans had come to.
  static long spans(DatabaseConnection databaseConnection) throws SQLException {
    return read(databaseConnection, SPANS).orElse(0L);
  }

  private static Optional<Long> read(DatabaseConnection databaseConnection, String name)
      throws SQLException {
    return databaseConnection.query(READ).first(row -> row.getLong(1), name);
  }

  /// The time to remove by; empty while the wall clock is in doubt.
  OptionalLong look() {
    trusted.observe(storeClock.moment(), storeClock.elapsed());
    OptionalLong now = trusted.now();
    if (now.isEmpty() == storeConditions.has(StoreCondition.CLOCK_SET)) return now;
    kept = Long.MIN_VALUE / 2;
    if (now.isEmpty()) storeConditions.begin(StoreCondition.CLOCK_SET, sentence());
    else storeConditions.end(StoreCondition.CLOCK_SET);
    return now;
  }

  private String sentence() {
    Duration step = trusted.step();
    return "the wall clock was set %s by %d min; no record is removed until it is back or has gone on evenly for %d h"
        .formatted(
            step.isNegative() ? "back" : "forward",
            step.abs().toMinutes(),
            TrustedClock.CONFIRMED.toHours());
  }

  /// What to write, when it is time to.
  Optional<Write<Boolean>> marks() {
    long now = storeClock.now();
    if (now - kept < KEEP_MILLIS) return Optional.empty();
    kept = now;
    return Optional.of(new Marks(now, trusted.mark()));
  }

  private static final class Marks extends Write<Boolean> {
    private final long spans;
    private final long trusted;

    Marks(long spans, long trusted) {
      this.spans = spans;
      this.trusted = trusted;
    }

    @Override
    Boolean apply(WriteBatch writeBatch) throws SQLException {
      var _ = writeBatch.query(WRITE).update(SPANS, spans);
      var _ = writeBatch.query(WRITE).update(TRUSTED, trusted);
      return true;
    }
  }
}
