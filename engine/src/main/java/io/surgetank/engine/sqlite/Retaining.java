package io.surgetank.engine.sqlite;

import io.surgetank.event.StoreCondition;
import io.surgetank.store.TrustedClock;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/// By which time records are removed, over restarts: what the clocks had come to is kept in the
/// store. Touched by whoever calls the engine's `turn`, one at a time.
final class Retaining {
  /// A restart after a crash finds marks that are at most this old.
  private static final long KEEP_MILLIS = Duration.ofMinutes(10).toMillis();

  private static final String READ = "SELECT millis FROM clock WHERE name = ?";
  private static final String WRITE = "INSERT OR REPLACE INTO clock(name, millis) VALUES(?, ?)";

  /// Of [Timeline#now].
  private static final String SPANS = "spans";

  /// Of [TrustedClock#mark].
  private static final String TRUSTED = "trusted";

  private final Timeline timeline;
  private final TrustedClock trusted;
  private final Conditions conditions;
  private long kept;

  private Retaining(Timeline timeline, TrustedClock trusted, Conditions conditions) {
    this.timeline = timeline;
    this.trusted = trusted;
    this.conditions = conditions;
    this.kept = Long.MIN_VALUE / 2;
  }

  static Retaining open(Database database, Timeline timeline, Conditions conditions)
      throws SQLException {
    Optional<Long> mark = read(database, TRUSTED);
    long wall = timeline.moment();
    long elapsed = timeline.elapsed();
    TrustedClock trusted =
        mark.isPresent()
            ? TrustedClock.continuing(mark.get(), wall, elapsed)
            : TrustedClock.beginning(wall, elapsed);
    return new Retaining(timeline, trusted, conditions);
  }

  /// What an earlier process's spans had come to.
  static long spans(Database database) throws SQLException {
    return read(database, SPANS).orElse(0L);
  }

  private static Optional<Long> read(Database database, String name) throws SQLException {
    return database.query(READ).first(row -> row.getLong(1), name);
  }

  /// The time to remove by; empty while the wall clock is in doubt.
  OptionalLong look() {
    trusted.observe(timeline.moment(), timeline.elapsed());
    OptionalLong now = trusted.now();
    if (now.isEmpty() == conditions.has(StoreCondition.CLOCK_SET)) return now;
    kept = Long.MIN_VALUE / 2;
    if (now.isEmpty()) conditions.begin(StoreCondition.CLOCK_SET, sentence());
    else conditions.end(StoreCondition.CLOCK_SET);
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
    long now = timeline.now();
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
    Boolean apply(Group group) throws SQLException {
      var _ = group.query(WRITE).update(SPANS, spans);
      var _ = group.query(WRITE).update(TRUSTED, trusted);
      return true;
    }
  }
}
