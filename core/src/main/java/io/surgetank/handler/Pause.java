package io.surgetank.handler;

import java.time.Duration;

/// Waiting, handed in so that tests need not.
@FunctionalInterface
public interface Pause {
  void of(Duration time) throws InterruptedException;
}
