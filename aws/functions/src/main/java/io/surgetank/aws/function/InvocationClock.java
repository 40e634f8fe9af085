package io.surgetank.aws.function;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.LongSupplier;

/// The wall clock, read when an invocation begins and advanced by the monotonic clock during it:
/// the times that an invocation compares and records do not depend on corrections of the wall
/// clock. Between invocations an environment may be frozen, and the monotonic clock with it.
final class InvocationClock implements InstantSource {
  private record Reading(Instant wall, long nanos) {}

  private final InstantSource wall;
  private final LongSupplier nanoTime;
  private volatile Optional<Reading> beginning = Optional.empty();

  /// @param nanoTime a monotonic clock such as [System#nanoTime()]
  InvocationClock(InstantSource wall, LongSupplier nanoTime) {
    this.wall = wall;
    this.nanoTime = nanoTime;
  }

  /// To be called at the start of each invocation; before the first, the wall clock is used.
  void begin() {
    beginning = Optional.of(new Reading(wall.instant(), nanoTime.getAsLong()));
  }

  @Override
  public Instant instant() {
    return beginning
        .map(reading -> reading.wall().plusNanos(nanoTime.getAsLong() - reading.nanos()))
        .orElseGet(wall::instant);
  }
}
