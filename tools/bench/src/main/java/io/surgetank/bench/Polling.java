package io.surgetank.bench;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/// Waits between polls.
final class Polling {
  private Polling() {}

  static void of(Duration time) {
    long until = System.nanoTime() + time.toNanos();
    for (long left = time.toNanos(); left > 0; left = until - System.nanoTime())
      LockSupport.parkNanos(left);
  }
}
