package io.surgetank.local.stack;

import io.surgetank.local.lambda.Invocation;
import io.surgetank.local.lambda.Lambda;
import io.surgetank.local.schedule.Scheduler;
import java.lang.System.Logger;
import java.time.InstantSource;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/// Does, once a second, what time asks for.
final class Ticker implements AutoCloseable {
  private static final Logger LOG = System.getLogger(Ticker.class.getName());

  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("clockwork").daemon().factory());

  Ticker(Lambda lambda, Scheduler scheduler, InstantSource clock) {
    var _ =
        thread.scheduleWithFixedDelay(() -> once(lambda, scheduler, clock), 1, 1, TimeUnit.SECONDS);
  }

  private static void once(Lambda lambda, Scheduler scheduler, InstantSource clock) {
    try {
      lambda.turn();
      for (Scheduler.Turn turn : scheduler.turn(clock.instant()))
        if (!(turn.ended() instanceof Invocation.Answered))
          LOG.log(Logger.Level.WARNING, turn.schedule().name() + ": " + turn.ended());
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException undone) {
      LOG.log(Logger.Level.WARNING, "not done this time", undone);
    }
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
