package io.surgetank.core.handler;

import java.time.Duration;

/// Waiting, handed in so that tests need not.
@FunctionalInterface
public interface Sleeper {
  void of(Duration time) throws InterruptedException;
}
