package io.surgetank.release;

import java.time.Duration;

/// How time is let pass, so that no test waits.
@FunctionalInterface
public interface Pause {
  void pause(Duration time) throws InterruptedException;
}
