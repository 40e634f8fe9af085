package io.surgetank.sqlite;

import io.surgetank.core.event.StoreCondition;
import io.surgetank.core.store.TrustedClock;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/// The time by which records expire, across restarts: the clocks' values are kept in the store.
/// Used by the caller of the engine's `runOnce`, one at a time.
final class RetentionClock {
  /// The maximum age of the stored values after a crash.
  static final long KEEP_MILLIS = Duration.ofMinutes(10).toMillis();

  private static final String READ = "SELECT millis FROM clock WHERE name = ?";
  private static final String WRITE = "INSERT OR REPLACE INTO clock(name, millis) VALUES(?, ?)";

  /// The row for [StoreClock#now].
  private static final String SPANS = "spans";

  /// The row for [TrustedClock#mark].
  private static final String TRUSTED = "trusted";

  private final StoreClock clock;
  private final TrustedClock trusted;
  private final StoreConditions conditions;
  private long kept;

  private RetentionClock(StoreClock clock, TrustedClock trusted, StoreConditions conditions) {
    this.clock = clock;
    this.trusted = trusted;
    this.conditions = conditions;
    this.kept = Long.MIN_VALUE / 2;
  }

  static RetentionClock open(
      DatabaseConnection connection, StoreClock clock, StoreConditions conditions)
      throws SQLException {
    Optional<Long> mark = read(connection, TRUSTED);
    long wall = clock.moment();
    long elapsed = clock.elapsed();
    TrustedClock trusted =
        mark.isPresent()
            ? TrustedClock.continuing(mark.get(), wall, elapsed)
            : TrustedClock.beginning(wall, elapsed);
    return new RetentionClock(clock, trusted, conditions);
  }

  /// The [StoreClock#now] of an earlier process.
  static long spans(DatabaseConnection connection) throws SQLException {
    return read(connection, SPANS).orElse(0L);
  }

  private static Optional<Long> read(DatabaseConnection connection, String name)
      throws SQLException {
    return connection.query(READ).first(row -> row.getLong(1), name);
  }

  /// The time for retention; empty while the wall clock is not trusted.
  OptionalLong update() {
    trusted.observe(clock.moment(), clock.elapsed());
    OptionalLong now = trusted.now();
    Optional<String> doubt = now.isEmpty() ? Optional.of(message()) : Optional.empty();
    Optional<String> reported =
        Optional.ofNullable(conditions.current().get(StoreCondition.CLOCK_SET));
    if (doubt.equals(reported)) return now;
    kept = Long.MIN_VALUE / 2;
    // A second step is reported too.
    if (doubt.isPresent()) conditions.report(StoreCondition.CLOCK_SET, doubt.get());
    else conditions.end(StoreCondition.CLOCK_SET);
    return now;
  }

  private String message() {
    Duration step = trusted.step();
    return "the wall clock was set %s by %d min; no record is removed until it is set right or has run steadily for %d h"
        .formatted(
            step.isNegative() ? "back" : "forward",
            step.abs().toMinutes(),
            TrustedClock.CONFIRMED.toHours());
  }

  /// Stores the time from which a retry waits, unless a recent one is stored.
  static void storeNow(WriteBatch batch, StoreClock clock) throws SQLException {
    if (!clock.mustStore(batch.now)) return;
    var _ = batch.query(WRITE).update(SPANS, batch.now);
  }

  /// The values to store, if they are due.
  Optional<Write<Boolean>> marks() {
    long now = clock.now();
    if (now - kept < KEEP_MILLIS) return Optional.empty();
    kept = now;
    return Optional.of(new Marks(trusted.mark()));
  }

  private static final class Marks extends Write<Boolean> {
    private final long trusted;

    Marks(long trusted) {
      this.trusted = trusted;
    }

    @Override
    Boolean apply(WriteBatch batch) throws SQLException {
      // Not the time of the call: if the process was suspended since, a retry has stored a later
      // one.
      var _ = batch.query(WRITE).update(SPANS, batch.now);
      var _ = batch.query(WRITE).update(TRUSTED, trusted);
      return true;
    }
  }
}
