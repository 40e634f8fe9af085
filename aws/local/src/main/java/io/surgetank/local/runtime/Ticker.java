package io.surgetank.local.runtime;

import io.surgetank.local.lambda.InvocationResult;
import io.surgetank.local.lambda.Lambda;
import io.surgetank.local.schedule.Scheduler;
import java.lang.System.Logger;
import java.time.InstantSource;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/// Ends idle environments and runs schedules, once a second.
final class Ticker implements AutoCloseable {
  private static final Logger LOG = System.getLogger(Ticker.class.getName());

  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("ticker").daemon().factory());

  Ticker(Lambda lambda, Scheduler scheduler, InstantSource clock) {
    var _ =
        thread.scheduleWithFixedDelay(() -> once(lambda, scheduler, clock), 1, 1, TimeUnit.SECONDS);
  }

  private static void once(Lambda lambda, Scheduler scheduler, InstantSource clock) {
    try {
      lambda.endIdle();
      for (Scheduler.Run run : scheduler.runDue(clock.instant()))
        if (!(run.result() instanceof InvocationResult.Returned))
          LOG.log(Logger.Level.WARNING, run.schedule().name() + ": " + run.result());
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException failure) {
      LOG.log(Logger.Level.WARNING, "a periodic task failed", failure);
    }
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
