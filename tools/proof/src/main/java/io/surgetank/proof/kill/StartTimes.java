package io.surgetank.proof.kill;

import java.time.Duration;
import java.util.function.LongSupplier;

/// How long the server takes to start on this machine, from the last starts.
final class StartTimes {
  /// The part of a new measurement in the average.
  private static final double WEIGHT = 0.2;

  private final LongSupplier nanoTime;
  private Duration usual = Duration.ofSeconds(1);

  StartTimes(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  long now() {
    return nanoTime.getAsLong();
  }

  void add(Duration measured) {
    usual =
        Duration.ofNanos(Math.round(usual.toNanos() * (1 - WEIGHT) + measured.toNanos() * WEIGHT));
  }

  Duration usual() {
    return usual;
  }
}
