package io.surgetank.core.store;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/// The time for expiring records: the wall clock's, as long as it advances like a monotonic clock.
/// A clock that was set, by hand, because of a dead battery or after a sleep, may be wrong by
/// weeks, and removed records do not come back when it is corrected. So after such a step nothing
/// expires until the clock is back where it should be, or has advanced evenly for [#CONFIRMED]. Not
/// thread-safe. All times are milliseconds.
public final class TrustedClock {
  /// Steps up to this are normal: a clock set by the network, an hour of sleep.
  public static final Duration STEP = Duration.ofHours(1);

  /// A process that was down for less than this needs no confirmation.
  public static final Duration DOWN = Duration.ofDays(1);

  /// How long a clock that was set must advance evenly to be trusted, which gives an operator time
  /// to react.
  public static final Duration CONFIRMED = Duration.ofDays(1);

  private record Reading(long wall, long elapsed) {
    /// The difference between the wall clock and where it would be if it had advanced evenly.
    long stepTo(long nextWall, long nextElapsed) {
      return nextWall - expected(nextElapsed);
    }

    long expected(long nextElapsed) {
      return wall + nextElapsed - elapsed;
    }
  }

  private Reading trusted;
  private Optional<Reading> doubted = Optional.empty();
  private long lastElapsed;

  private TrustedClock(Reading trusted) {
    this.trusted = trusted;
    this.lastElapsed = trusted.elapsed();
  }

  /// Without a reference for the wall clock.
  public static TrustedClock beginning(long wall, long elapsed) {
    return new TrustedClock(new Reading(wall, elapsed));
  }

  /// After a process that saved this mark.
  public static TrustedClock continuing(long mark, long wall, long elapsed) {
    long step = wall - mark;
    if (step >= -STEP.toMillis() && step <= DOWN.toMillis()) return beginning(wall, elapsed);
    var clock = new TrustedClock(new Reading(mark, elapsed));
    clock.observe(wall, elapsed);
    return clock;
  }

  /// Observes the wall clock and the monotonic clock. To be called every few seconds.
  public void observe(long wall, long elapsed) {
    lastElapsed = elapsed;
    if (isSmall(trusted.stepTo(wall, elapsed))) {
      trust(wall, elapsed);
      return;
    }
    Reading since = doubted.orElse(new Reading(wall, elapsed));
    if (!isSmall(since.stepTo(wall, elapsed))) since = new Reading(wall, elapsed);
    doubted = Optional.of(since);
    if (elapsed - since.elapsed() >= CONFIRMED.toMillis()) trust(wall, elapsed);
  }

  private void trust(long wall, long elapsed) {
    trusted = new Reading(wall, elapsed);
    doubted = Optional.empty();
  }

  private static boolean isSmall(long step) {
    return Math.abs(step) <= STEP.toMillis();
  }

  /// The time for expiring records, as of the last observation; empty while it is in doubt.
  public OptionalLong now() {
    return doubted.isPresent() ? OptionalLong.empty() : OptionalLong.of(trusted.wall());
  }

  /// The mark from which the next process continues.
  public long mark() {
    return trusted.expected(lastElapsed);
  }

  /// How far the wall clock is ahead of the trusted time; negative when it is behind.
  public Duration step() {
    return doubted
        .map(since -> Duration.ofMillis(trusted.stepTo(since.wall(), since.elapsed())))
        .orElse(Duration.ZERO);
  }
}
