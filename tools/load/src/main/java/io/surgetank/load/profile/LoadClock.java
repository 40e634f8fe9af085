package io.surgetank.load.profile;

import java.time.Instant;

/// The clock of a run; tests pass their own.
public interface LoadClock {
  /// As [System#nanoTime()]: only differences are meaningful.
  long nanoTime();

  Instant now();

  /// Waits until [#nanoTime()] has reached this value.
  void until(long nanoTime) throws InterruptedException;
}
