package io.surgetank.runtime.worker;

import io.surgetank.core.job.PipelineName;
import io.surgetank.core.pipeline.TokenBucket;
import io.surgetank.core.pipeline.Work;
import io.surgetank.core.process.FatalError;
import io.surgetank.core.process.Threads;
import io.surgetank.core.queue.Delivery;
import io.surgetank.core.queue.DeliveryQueue;
import io.surgetank.core.queue.Receipt;
import io.surgetank.core.work.HandlerRunner;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

/// Leases the deliveries of one pipeline and starts their attempts, never more at once than its
/// concurrency and never faster than its rate.
final class Dispatcher implements AttemptRunner.Observer {
  private static final Logger LOG = System.getLogger(Dispatcher.class.getName());

  /// Only limits how late a stop is noticed: new jobs end the wait at once.
  private static final Duration LEASE_WAIT = Duration.ofSeconds(1);

  /// The delay before a failed write to the store is retried.
  private static final Duration RETRY = Duration.ofSeconds(1);

  /// A handler's permit is released when the handler has ended, not when its outcome is on disk:
  /// otherwise few permits would mostly wait for syncs. As many as the writer takes per batch.
  private static final int SETTLING = 256;

  private final DeliveryQueue queue;
  private final HandlerRunner handlerRunner;
  private final LongSupplier nanoTime;

  /// One permit for each handler that may run.
  private final Semaphore handlerPermits;

  /// Limits the leased deliveries: those running and those whose outcome is being written.
  private final Semaphore inFlightPermits;

  private final TokenBucket tokens;
  private final Map<Receipt, AttemptRunner> runs = new ConcurrentHashMap<>();
  private final CountDownLatch stopping = new CountDownLatch(1);
  private final Threads systemThreads;
  private final AttemptThreadPool threads;
  private final Runnable wakeTimeouts;
  private final Thread thread;

  Dispatcher(DeliveryQueue queue, HandlerRunner handlerRunner, LongSupplier nanoTime) {
    this(queue, handlerRunner, nanoTime, Threads.SYSTEM, ThreadPriority.UNCHANGED, () -> {});
  }

  /// @param wakeTimeouts lets the timeout thread check soon; starts no thread
  Dispatcher(
      DeliveryQueue queue,
      HandlerRunner handlerRunner,
      LongSupplier nanoTime,
      Threads threads,
      ThreadPriority priority,
      Runnable wakeTimeouts) {
    Work work = handlerRunner.pipeline().work();
    this.queue = queue;
    this.handlerRunner = handlerRunner;
    this.nanoTime = nanoTime;
    this.handlerPermits = new Semaphore(work.concurrency());
    this.inFlightPermits = new Semaphore(work.concurrency() + SETTLING);
    this.tokens = new TokenBucket(work.rate(), nanoTime.getAsLong());
    this.systemThreads = threads;
    this.wakeTimeouts = wakeTimeouts;
    this.threads =
        new AttemptThreadPool(
            "attempt-" + handlerRunner.pipeline().name(), work.concurrency(), threads, priority);
    this.thread =
        threads.looping(
            Thread.ofPlatform().daemon().name("dispatch-" + handlerRunner.pipeline().name()),
            this::runOnce);
  }

  void start() {
    thread.start();
  }

  private boolean runOnce(Duration atMost) throws InterruptedException {
    if (isStopping()) return false;
    Duration pause = lease(Threads.shorter(LEASE_WAIT, atMost));
    if (pause.isPositive()) {
      // Ends early when the pool stops.
      var _ = stopping.await(Threads.shorter(pause, atMost).toNanos(), TimeUnit.NANOSECONDS);
    }
    return !isStopping();
  }

  /// The store reports a failed write itself; when it can be written again is unknown here.
  private Duration lease(Duration atMost) throws InterruptedException {
    try {
      return startAttempts(atMost);
    } catch (UncheckedIOException unwritable) {
      return RETRY;
    } catch (RuntimeException | Error unexpected) {
      // The pipeline must not stop silently.
      var _ = FatalError.reported(unexpected);
      LOG.log(
          Logger.Level.ERROR,
          "cannot start attempts of " + handlerRunner.pipeline().name() + ", will be retried",
          unexpected);
      return RETRY;
    }
  }

  /// Leases and starts as many as concurrency and rate allow. Returns how long to wait for the
  /// rate.
  Duration startAttempts(Duration leaseWait) throws InterruptedException {
    int free = take(handlerPermits, handlerRunner.pipeline().work().batch());
    int room = 0;
    int used = 0;
    int taken = 0;
    try {
      room = take(inFlightPermits, free);
      while (taken < room && tokens.tryTake(nanoTime.getAsLong())) taken++;
      if (taken == 0) return tokens.waitAt(nanoTime.getAsLong());
      PipelineName name = handlerRunner.pipeline().name();
      List<Delivery> leased = queue.lease(name, taken, leaseWait);
      used = leased.size();
      begin(leased);
      return Duration.ZERO;
    } finally {
      tokens.release(taken - used);
      inFlightPermits.release(room - used);
      handlerPermits.release(free - used);
    }
  }

  /// Takes up to `most` permits; waits for the first.
  private static int take(Semaphore from, int most) throws InterruptedException {
    from.acquire();
    int taken = 1;
    while (taken < most && from.tryAcquire()) taken++;
    return taken;
  }

  private void begin(List<Delivery> deliveries) {
    long now = nanoTime.getAsLong();
    List<AttemptRunner> begun =
        deliveries.stream()
            .map(each -> new AttemptRunner(queue, handlerRunner, each, now, this))
            .toList();
    for (AttemptRunner runner : begun) runs.put(runner.receipt(), runner);
    if (isStopping()) begun.forEach(AttemptRunner::release);
    threads.execute(begun);
  }

  @Override
  public void handedOver() {
    wakeTimeouts.run();
  }

  @Override
  public void handlerEnded() {
    handlerPermits.release();
  }

  @Override
  public void over(AttemptRunner runner) {
    runs.remove(runner.receipt());
    inFlightPermits.release();
  }

  @Override
  public void startThread(Runnable task) {
    systemThreads.unstarted(Thread.ofVirtual().name("settle"), task).start();
  }

  @Override
  public boolean pause() {
    try {
      return !stopping.await(RETRY.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException stopped) {
      return false;
    }
  }

  /// Checks the running attempts.
  void check(long now) {
    threads.retryStart();
    for (AttemptRunner runner : runs.values()) runner.check(now);
  }

  private boolean isStopping() {
    return stopping.getCount() == 0;
  }

  /// Stops leasing.
  void stopLeasing() {
    stopping.countDown();
    thread.interrupt();
  }

  /// Waits until the deadline, by [System#nanoTime()]. Returns whether no attempt is left. The map
  /// cannot answer that: it counts an entry for a moment after its removal.
  boolean awaitRuns(long deadline) throws InterruptedException {
    if (thread.getState() != Thread.State.NEW) {
      var _ = thread.join(left(deadline));
    }
    boolean ended = true;
    for (AttemptRunner runner : runs.values()) ended &= runner.join(left(deadline));
    return ended;
  }

  /// Ends idle threads.
  void close() {
    threads.close();
  }

  private static Duration left(long deadline) {
    return Duration.ofNanos(Math.max(1, deadline - System.nanoTime()));
  }

  /// Counts the attempts that are ending the process as failed.
  void countExits(Predicate<Thread> isEnding) {
    for (AttemptRunner runner : runs.values()) runner.endsProcess(isEnding);
  }

  /// Releases and interrupts the attempts that still run.
  void release() {
    for (AttemptRunner runner : runs.values()) runner.release();
  }

  int running() {
    return runs.size();
  }
}
