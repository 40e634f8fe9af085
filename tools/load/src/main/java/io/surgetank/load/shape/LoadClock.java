package io.surgetank.load.shape;

import java.time.Instant;

/// The time that a run goes by; handed in, so that a test can have its own.
public interface LoadClock {
  /// As [System#nanoTime()] counts it: only differences mean anything.
  long nanoTime();

  Instant now();

  /// Waits until [#nanoTime()] has reached this; returns at once when it has.
  void until(long nanoTime) throws InterruptedException;
}
