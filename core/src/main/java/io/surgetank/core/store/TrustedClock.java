package io.surgetank.core.store;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/// The time by which records are removed: the wall clock's, as long as it goes on as a stopwatch
/// does.
///
/// A clock that was set, by hand, by a dead battery or after a sleep, may be wrong by weeks, and
/// what is removed by it does not come back when it is set right. So after such a step there is no
/// time to remove by, until the clock is back where it should be, or has gone on evenly for
/// [#CONFIRMED] since. Not for many threads at once. All times are milliseconds.
public final class TrustedClock {
  /// Steps up to this are daily life: a clock set by the network, an hour of sleep.
  public static final Duration STEP = Duration.ofHours(1);

  /// A process that was down for less than this needs no confirmation.
  public static final Duration DOWN = Duration.ofDays(1);

  /// How long a clock that was set must go on evenly to be believed, while somebody may look.
  public static final Duration CONFIRMED = Duration.ofDays(1);

  private record Reading(long wall, long elapsed) {
    /// How far the wall clock is from where it would be had it gone on evenly since.
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

  /// With nothing to compare the wall clock with.
  public static TrustedClock beginning(long wall, long elapsed) {
    return new TrustedClock(new Reading(wall, elapsed));
  }

  /// After a process that left this mark.
  public static TrustedClock continuing(long mark, long wall, long elapsed) {
    long step = wall - mark;
    if (step >= -STEP.toMillis() && step <= DOWN.toMillis()) return beginning(wall, elapsed);
    var clock = new TrustedClock(new Reading(mark, elapsed));
    clock.observe(wall, elapsed);
    return clock;
  }

  /// Takes note of what the wall clock and the stopwatch show. To be called every few seconds.
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

  /// The time to remove by, as of the last look; empty while it is in doubt.
  public OptionalLong now() {
    return doubted.isPresent() ? OptionalLong.empty() : OptionalLong.of(trusted.wall());
  }

  /// What the next process is to continue after.
  public long mark() {
    return trusted.expected(lastElapsed);
  }

  /// By how much the wall clock is ahead of what is believed; negative when it is behind.
  public Duration step() {
    return doubted
        .map(since -> Duration.ofMillis(trusted.stepTo(since.wall(), since.elapsed())))
        .orElse(Duration.ZERO);
  }
}
