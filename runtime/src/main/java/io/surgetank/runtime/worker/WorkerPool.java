package io.surgetank.runtime.worker;

import io.surgetank.core.process.FatalError;
import io.surgetank.core.process.Threads;
import io.surgetank.core.queue.DeliveryQueue;
import io.surgetank.core.work.HandlerRunner;
import java.lang.System.Logger;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

/// Processes the jobs of every pipeline until it is stopped.
///
/// An attempt that times out is interrupted and settled as failed. A handler that ignores the
/// interrupt keeps its permit until it ends, so that the concurrency is never exceeded.
public final class WorkerPool {
  private static final Logger LOG = System.getLogger(WorkerPool.class.getName());

  /// How late a timeout may be noticed.
  private static final Duration CHECK_INTERVAL = Duration.ofMillis(25);

  /// After the grace period: how long interrupted handlers may take to end.
  private static final Duration AFTER_INTERRUPT = Duration.ofMillis(500);

  private final List<Dispatcher> dispatchers;
  private final LongSupplier nanoTime;

  /// Wakes the timeout thread, a platform thread: this starts no thread.
  private final Semaphore wakeUps = new Semaphore(0);

  private volatile boolean isStopped;
  private final Thread timeouts;

  /// @param nanoTime the clock for timeouts, leases and rates, as [System#nanoTime()]
  public WorkerPool(
      DeliveryQueue queue, List<HandlerRunner> attemptExecutor, LongSupplier nanoTime) {
    this(queue, attemptExecutor, nanoTime, Threads.SYSTEM, ThreadPriority.system());
  }

  /// @param threads creates all threads of the pool; their priority is not changed
  public WorkerPool(
      DeliveryQueue queue,
      List<HandlerRunner> attemptExecutor,
      LongSupplier nanoTime,
      Threads threads) {
    this(queue, attemptExecutor, nanoTime, threads, ThreadPriority.UNCHANGED);
  }

  WorkerPool(
      DeliveryQueue queue,
      List<HandlerRunner> attemptExecutor,
      LongSupplier nanoTime,
      Threads threads,
      ThreadPriority priority) {
    this.nanoTime = nanoTime;
    this.dispatchers =
        attemptExecutor.stream()
            .map(handlerRunner ->
                new Dispatcher(queue, handlerRunner, nanoTime, threads, priority, wakeUps::release))
            .toList();
    // A platform thread, since it ends attempts that may occupy all carriers.
    this.timeouts =
        threads.looping(Thread.ofPlatform().daemon().name("attempt-timeouts"), this::runOnce);
  }

  public void start() {
    dispatchers.forEach(Dispatcher::start);
    timeouts.start();
  }

  private boolean runOnce(Duration atMost) throws InterruptedException {
    Duration wait = Threads.shorter(CHECK_INTERVAL, atMost);
    if (wakeUps.tryAcquire(wait.toNanos(), TimeUnit.NANOSECONDS)) {
      var _ = wakeUps.drainPermits();
    }
    if (isStopped) return false;
    check();
    return true;
  }

  /// An exception must not end the thread.
  private void check() {
    try {
      runOnce();
    } catch (RuntimeException | Error unexpected) {
      var _ = FatalError.reported(unexpected);
      LOG.log(Logger.Level.ERROR, "cannot check attempts for timeouts", unexpected);
    }
  }

  /// Ends attempts that have timed out, extends the leases of the others, and lowers the priority
  /// of those that compute for long.
  public void runOnce() {
    long now = nanoTime.getAsLong();
    for (Dispatcher dispatcher : dispatchers) dispatcher.check(now);
  }

  /// The number of running attempts.
  public int running() {
    return dispatchers.stream().mapToInt(Dispatcher::running).sum();
  }

  /// Stops leasing, lets running attempts end within the grace period, then interrupts the rest and
  /// releases them uncounted. An attempt whose handler ends the process is counted as failed.
  /// Returns whether every other handler has ended.
  public boolean stop(Duration grace) throws InterruptedException {
    dispatchers.forEach(Dispatcher::stopLeasing);
    countExits(SystemExitDetector.callers());
    boolean ended = awaitAll(grace);
    if (!ended) {
      countExits(SystemExitDetector.suspects());
      dispatchers.forEach(Dispatcher::release);
      ended = awaitAll(AFTER_INTERRUPT);
    }
    isStopped = true;
    wakeUps.release();
    dispatchers.forEach(Dispatcher::close);
    return ended;
  }

  private void countExits(Predicate<Thread> isEnding) {
    for (Dispatcher dispatcher : dispatchers) dispatcher.countExits(isEnding);
  }

  private boolean awaitAll(Duration atMost) throws InterruptedException {
    long deadline = System.nanoTime() + atMost.toNanos();
    boolean all = true;
    for (Dispatcher dispatcher : dispatchers) all &= dispatcher.awaitRuns(deadline);
    return all;
  }
}
