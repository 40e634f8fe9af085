package io.surgetank.runtime.worker;

import io.surgetank.core.job.PipelineName;
import io.surgetank.core.pipeline.TokenBucket;
import io.surgetank.core.pipeline.Work;
import io.surgetank.core.queue.Delivery;
import io.surgetank.core.queue.DeliveryQueue;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

/// Leases the deliveries of one pipeline and starts their attempts, never more at once than its
/// concurrency and never faster than its rate.
final class Dispatcher implements AttemptRunner.Observer {
  /// Only bounds how long a stop goes unnoticed: new work ends the wait at once.
  private static final Duration LEASE_WAIT = Duration.ofSeconds(1);

  /// Before a lease or a record is tried again that the store could not write.
  private static final Duration RETRY = Duration.ofSeconds(1);

  /// A handler's place is free when the handler has ended, not when its outcome is on disk: else
  /// few places would wait for syncs more than they work. As many as the writer takes at once.
  private static final int SETTLING = 256;

  private final DeliveryQueue queue;
  private final PipelineWorker pipelineWorker;
  private final LongSupplier nanoTime;

  /// One for each handler that may run.
  private final Semaphore places;

  /// Bounds the deliveries that are out: those worked and those whose outcome is being written.
  private final Semaphore unsettled;

  private final TokenBucket tokens;
  private final Set<AttemptRunner> runs = ConcurrentHashMap.newKeySet();
  private final CountDownLatch stopping = new CountDownLatch(1);
  private final AttemptThreads threads;
  private final Thread thread;

  Dispatcher(DeliveryQueue queue, PipelineWorker pipelineWorker, LongSupplier nanoTime) {
    Work work = pipelineWorker.pipeline().work();
    this.queue = queue;
    this.pipelineWorker = pipelineWorker;
    this.nanoTime = nanoTime;
    this.places = new Semaphore(work.concurrency());
    this.unsettled = new Semaphore(work.concurrency() + SETTLING);
    this.tokens = new TokenBucket(work.rate(), nanoTime.getAsLong());
    this.threads =
        new AttemptThreads("attempt-" + pipelineWorker.pipeline().name(), work.concurrency());
    this.thread =
        Thread.ofVirtual()
            .name("dispatch-" + pipelineWorker.pipeline().name())
            .unstarted(this::loop);
  }

  void start() {
    thread.start();
  }

  private void loop() {
    try {
      while (!isStopping()) {
        Duration pause = lease();
        if (pause.isPositive()) {
          // Ends early when the pool stops, which the loop's head notices.
          var _ = stopping.await(pause.toNanos(), TimeUnit.NANOSECONDS);
        }
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  /// The store says itself that it cannot be written, and for how long is not known here.
  private Duration lease() throws InterruptedException {
    try {
      return turn(LEASE_WAIT);
    } catch (UncheckedIOException unwritable) {
      return RETRY;
    }
  }

  /// Leases and starts what there is room and time for. Says how long the rate asks to wait.
  Duration turn(Duration leaseWait) throws InterruptedException {
    int free = take(places, pipelineWorker.pipeline().work().batch());
    int room = 0;
    int used = 0;
    int taken = 0;
    try {
      room = take(unsettled, free);
      while (taken < room && tokens.tryTake(nanoTime.getAsLong())) taken++;
      if (taken == 0) return tokens.waitAt(nanoTime.getAsLong());
      PipelineName name = pipelineWorker.pipeline().name();
      List<Delivery> leased = queue.lease(name, taken, leaseWait);
      used = leased.size();
      begin(leased);
      return Duration.ZERO;
    } finally {
      tokens.release(taken - used);
      unsettled.release(room - used);
      places.release(free - used);
    }
  }

  /// Takes what is free, at most so many; waits for the first.
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
            .map(each -> new AttemptRunner(queue, pipelineWorker, each, now, this))
            .toList();
    runs.addAll(begun);
    if (isStopping()) begun.forEach(AttemptRunner::release);
    threads.execute(begun);
  }

  @Override
  public void handlerEnded() {
    places.release();
  }

  @Override
  public void over(AttemptRunner attemptRunner) {
    runs.remove(attemptRunner);
    unsettled.release();
  }

  @Override
  public boolean pause() {
    try {
      return !stopping.await(RETRY.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException stopped) {
      return false;
    }
  }

  /// Looks after the attempts being made: their time and their leases.
  void watch(long now) {
    threads.look();
    for (AttemptRunner attemptRunner : runs) attemptRunner.watch(now);
  }

  private boolean isStopping() {
    return stopping.getCount() == 0;
  }

  /// Leases no more.
  void stopLeasing() {
    stopping.countDown();
    thread.interrupt();
  }

  /// True when nothing is left running at that time, by [System#nanoTime()].
  boolean awaitRuns(long deadline) throws InterruptedException {
    if (thread.getState() != Thread.State.NEW) {
      var _ = thread.join(left(deadline));
    }
    for (AttemptRunner attemptRunner : runs) {
      var _ = attemptRunner.join(left(deadline));
    }
    return runs.isEmpty();
  }

  /// Lets the threads end that have nothing to do.
  void close() {
    threads.close();
  }

  private static Duration left(long deadline) {
    return Duration.ofNanos(Math.max(1, deadline - System.nanoTime()));
  }

  /// Counts the attempts that are ending the process.
  void countExits(Predicate<Thread> isEnding) {
    for (AttemptRunner attemptRunner : runs) attemptRunner.endsProcess(isEnding);
  }

  /// Gives back what is still being worked and interrupts it.
  void release() {
    for (AttemptRunner attemptRunner : runs) attemptRunner.release();
  }

  int running() {
    return runs.size();
  }
}
