package io.surgetank.cli.wiring;

import java.lang.System.Logger;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/// Does over and over what time asks for.
public final class Maintenance implements AutoCloseable {
  private static final Logger LOG = System.getLogger(Maintenance.class.getName());

  private final ScheduledExecutorService threads =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("housekeeping").daemon().factory());

  public Maintenance(Duration every, Runnable turn) {
    long millis = every.toMillis();
    var _ = threads.scheduleWithFixedDelay(() -> once(turn), millis, millis, TimeUnit.MILLISECONDS);
  }

  /// One turn that fails does not keep the next from being tried.
  private static void once(Runnable turn) {
    try {
      turn.run();
    } catch (RuntimeException undone) {
      LOG.log(Logger.Level.WARNING, "not done this time", undone);
    }
  }

  /// Lets the turn that runs end.
  @Override
  public void close() {
    threads.close();
  }
}
