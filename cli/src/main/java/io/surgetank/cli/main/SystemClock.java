package io.surgetank.cli.main;

import io.surgetank.load.profile.LoadClock;
import java.time.Duration;
import java.time.Instant;

/// The system clock.
final class SystemClock implements LoadClock {
  @Override
  public long nanoTime() {
    return System.nanoTime();
  }

  @Override
  public Instant now() {
    return Instant.now();
  }

  @Override
  public void until(long nanoTime) throws InterruptedException {
    long left = nanoTime - System.nanoTime();
    if (left > 0) Thread.sleep(Duration.ofNanos(left));
  }
}
