package io.surgetank.runtime.worker;

import io.surgetank.core.queue.AsyncDeliveryQueue;
import io.surgetank.core.queue.Delivery;
import io.surgetank.core.queue.DeliveryQueue;
import io.surgetank.core.work.Outcome;
import io.surgetank.core.work.Worker;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/// One attempt being made. Who decides about it first, the handler, the clock or the stop, settles
/// it; the others find it decided. That, and no thread's interrupted status, tells an interruption
/// by the pool from the handler's own.
///
/// It is over when its handler has ended and its outcome is recorded.
final class AttemptRunner implements Runnable {
  private final DeliveryQueue queue;
  private final Worker worker;
  private final Delivery delivery;
  private final Observer observer;
  private final boolean isOrdered;
  private final long timeoutNanos;
  private final long extendNanos;
  private final long startedAt;
  private final AtomicBoolean decided = new AtomicBoolean();
  private final AtomicInteger toEnd = new AtomicInteger(2);
  private final CountDownLatch over = new CountDownLatch(1);
  private volatile boolean settled;
  private long extendedAt; // only the watch touches it

  /// The thread in the handler, while it is in it.
  private Optional<Thread> working = Optional.empty(); // guarded by this

  /// What is recorded when the handler has ended.
  private Optional<Outcome> withheld = Optional.empty(); // guarded by this

  /// Is told how far a run is.
  interface Observer {
    /// The handler has ended, so that another may run.
    void handlerEnded();

    /// All has ended.
    void over(AttemptRunner attemptRunner);

    /// Waits a little before a write is tried again. False when the pool stops.
    boolean pause();
  }

  AttemptRunner(
      DeliveryQueue queue,
      PipelineWorker pipelineWorker,
      Delivery delivery,
      long now,
      Observer observer) {
    this.queue = queue;
    this.worker = pipelineWorker.worker();
    this.delivery = delivery;
    this.observer = observer;
    this.isOrdered = pipelineWorker.isOrdered();
    this.timeoutNanos = pipelineWorker.pipeline().work().timeout().toNanos();
    // A third: two extensions may fail or come late before the lease is lost.
    this.extendNanos = pipelineWorker.pipeline().work().lease().dividedBy(3).toNanos();
    this.startedAt = now;
    this.extendedAt = now;
  }

  @Override
  public void run() {
    try {
      if (!enters()) return;
      Outcome outcome = worker.process(delivery.job(), delivery.attempt());
      leaves();
      if (decides()) settleSoon(outcome);
    } finally {
      leaves();
      observer.handlerEnded();
      ended();
    }
  }

  /// False when it was decided before the handler was called.
  private synchronized boolean enters() {
    if (decided.get()) return false;
    working = Optional.of(Thread.currentThread());
    return true;
  }

  /// From here on the thread is not interrupted for this attempt.
  private void leaves() {
    Optional<Outcome> late;
    synchronized (this) {
      working = Optional.empty();
      late = withheld;
      withheld = Optional.empty();
    }
    late.ifPresent(this::settleSoon);
  }

  private boolean decides() {
    return decided.compareAndSet(false, true);
  }

  /// Does what the time asks for: ends an attempt whose time is up, keeps the lease of the others.
  void watch(long nanoTime) {
    if (settled) return;
    if (nanoTime - startedAt >= timeoutNanos && decides()) timeOut();
    if (nanoTime - extendedAt >= extendNanos) {
      extendedAt = nanoTime;
      var _ = queue.extend(delivery.receipt());
    }
  }

  /// The attempt has failed, whether or not the handler lets itself be interrupted. Where order is
  /// kept that is recorded only when the handler has ended: the record frees the next job of the
  /// key, or the next attempt, and neither may be worked beside it.
  private void timeOut() {
    Outcome late = worker.timedOut(delivery.attempt());
    synchronized (this) {
      if (isOrdered && working.isPresent()) {
        withheld = Optional.of(late);
        interrupt();
        return;
      }
      interrupt();
    }
    settleSoon(late);
  }

  private synchronized void interrupt() {
    working.ifPresent(Thread::interrupt);
  }

  private void settleSoon(Outcome outcome) {
    if (queue instanceof AsyncDeliveryQueue async) settleAsync(async, outcome);
    else soon(() -> queue.settle(delivery.receipt(), outcome));
  }

  /// No thread waits for the disk. What was not written is tried again by one that can wait.
  private void settleAsync(AsyncDeliveryQueue async, Outcome outcome) {
    Runnable again = () -> queue.settle(delivery.receipt(), outcome);
    var _ =
        async
            .settleAsync(delivery.receipt(), outcome)
            .whenComplete((_, unwritten) -> {
              if (unwritten == null) recorded();
              else Thread.ofVirtual().name("settle").start(() -> record(again));
            });
  }

  /// Counts the attempt if its thread is ending the process; that thread does not come back.
  void endsProcess(Predicate<Thread> isEnding) {
    Optional<Thread> thread;
    synchronized (this) {
      thread = working;
    }
    if (thread.filter(isEnding).isEmpty() || !decides()) return;
    settleSoon(worker.endedProcess(delivery.attempt()));
    ended();
  }

  /// Gives the delivery back unworked, and lets the handler know.
  void release() {
    if (!decides()) return;
    interrupt();
    soon(() -> queue.release(delivery.receipt()));
  }

  /// Not by the attempt's thread, which is for the next handler, unless there is no memory for
  /// another.
  private void soon(Runnable step) {
    try {
      Thread.ofVirtual().name("settle").start(() -> record(step));
    } catch (OutOfMemoryError noThread) {
      record(step);
    }
  }

  /// The lease is kept until this is done. Done twice it changes nothing: the receipt is stale
  /// then.
  private void record(Runnable step) {
    try {
      while (!isDone(step)) if (!observer.pause()) return;
    } finally {
      recorded();
    }
  }

  private void recorded() {
    settled = true;
    ended();
  }

  /// False when nothing was written: the store has said why. At a stop the restart finds it.
  private static boolean isDone(Runnable step) {
    try {
      step.run();
      return true;
    } catch (UncheckedIOException unwritten) {
      return false;
    }
  }

  private void ended() {
    if (toEnd.decrementAndGet() != 0) return;
    observer.over(this);
    over.countDown();
  }

  boolean join(Duration atMost) throws InterruptedException {
    return over.await(atMost.toNanos(), TimeUnit.NANOSECONDS);
  }
}
