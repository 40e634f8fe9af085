package io.surgetank.cli.server;

import io.surgetank.core.process.FatalError;
import io.surgetank.core.store.StoreBusyException;
import io.surgetank.core.store.StoreStoppedException;
import java.lang.System.Logger;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/// Runs a task periodically.
public final class PeriodicTask implements AutoCloseable {
  private static final Logger LOG = System.getLogger(PeriodicTask.class.getName());

  private final ScheduledExecutorService threads =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("maintenance").daemon().factory());

  public PeriodicTask(Duration every, Runnable task) {
    long millis = every.toMillis();
    var _ = threads.scheduleWithFixedDelay(() -> once(task), millis, millis, TimeUnit.MILLISECONDS);
  }

  /// A failed run does not prevent the next.
  private static void once(Runnable task) {
    try {
      task.run();
    } catch (StoreStoppedException reported) {
      LOG.log(Logger.Level.DEBUG, "maintenance ended with the store", reported);
    } catch (StoreBusyException reported) {
      LOG.log(Logger.Level.DEBUG, "maintenance will be retried", reported);
    } catch (RuntimeException | Error failed) {
      // The executor would only end the schedule, silently.
      var _ = FatalError.reported(failed);
      LOG.log(Logger.Level.WARNING, "maintenance failed, will be retried", failed);
    }
  }

  /// Waits for a running task to end.
  @Override
  public void close() {
    threads.close();
  }
}
