package io.surgetank.core.handler;

import java.time.Duration;

/// Sleeping, injected so that tests need not wait.
@FunctionalInterface
public interface Sleeper {
  void sleep(Duration time) throws InterruptedException;
}
