package io.surgetank.runtime.worker;

import io.surgetank.core.queue.DeliveryQueue;
import java.lang.System.Logger;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

/// Works the jobs of every pipeline until it is stopped.
///
/// An attempt whose time is up is interrupted and settled as failed. A handler that does not let
/// itself be interrupted keeps its place until it ends, so that the concurrency is never exceeded.
public final class WorkerPool {
  private static final Logger LOG = System.getLogger(WorkerPool.class.getName());

  /// How late a timeout may be noticed.
  private static final long WATCH_MILLIS = 25;

  /// After the grace: what interrupted handlers have to end in, before the process may end.
  private static final Duration AFTER_INTERRUPT = Duration.ofMillis(500);

  private final List<Dispatcher> dispatchers;
  private final LongSupplier nanoTime;
  private final CountDownLatch stopped = new CountDownLatch(1);
  private final Thread watch;

  /// @param nanoTime the time that timeouts, leases and rates go by, counted as [System#nanoTime()]
  ///   counts
  public WorkerPool(DeliveryQueue queue, List<PipelineWorker> stations, LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    this.dispatchers =
        stations.stream()
            .map(pipelineWorker -> new Dispatcher(queue, pipelineWorker, nanoTime))
            .toList();
    // Must not wait for a carrier: it is what ends attempts that hold everything up.
    this.watch = Thread.ofPlatform().daemon().name("attempt-watch").unstarted(this::loop);
  }

  public void start() {
    dispatchers.forEach(Dispatcher::start);
    watch.start();
  }

  private void loop() {
    try {
      while (!stopped.await(WATCH_MILLIS, TimeUnit.MILLISECONDS)) look();
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    }
  }

  /// One surprise must not leave all other attempts unwatched.
  private void look() {
    try {
      turn();
    } catch (RuntimeException surprise) {
      LOG.log(Logger.Level.ERROR, "attempts could not be looked after", surprise);
    }
  }

  /// Ends attempts whose time is up and keeps the leases of the others.
  public void turn() {
    long now = nanoTime.getAsLong();
    for (Dispatcher dispatcher : dispatchers) dispatcher.watch(now);
  }

  /// How many attempts are being made.
  public int running() {
    return dispatchers.stream().mapToInt(Dispatcher::running).sum();
  }

  /// Leases no more, lets running attempts end within the grace, then interrupts what is left and
  /// gives it back uncounted. An attempt whose handler is what ends the process has failed and is
  /// counted. True when every other handler had ended.
  public boolean stop(Duration grace) throws InterruptedException {
    dispatchers.forEach(Dispatcher::stopLeasing);
    countExits(ExitCalls.callers());
    boolean ended = awaitAll(grace);
    if (!ended) {
      countExits(ExitCalls.suspects());
      dispatchers.forEach(Dispatcher::release);
      ended = awaitAll(AFTER_INTERRUPT);
    }
    stopped.countDown();
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
