package io.surgetank.runtime.worker;

import io.surgetank.core.pipeline.Ordering;
import io.surgetank.core.pipeline.Work;
import io.surgetank.core.queue.AsyncDeliveryQueue;
import io.surgetank.core.queue.Delivery;
import io.surgetank.core.queue.DeliveryQueue;
import io.surgetank.core.queue.Receipt;
import io.surgetank.core.work.HandlerRunner;
import io.surgetank.core.work.Outcome;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/// One running attempt. Whichever decides first, the handler, the timeout or the stop, settles it.
///
/// That decision, not a thread's interrupt status, distinguishes an interruption by the pool from
/// the handler's own.
///
/// It is over when its handler has ended and its outcome is recorded.
final class AttemptRunner implements AttemptThreadPool.Task {
  private final DeliveryQueue queue;
  private final HandlerRunner handlerRunner;
  private final Delivery delivery;
  private final Observer observer;
  private final boolean isOrdered;
  private final long timeoutNanos;
  private final long extendNanos;
  private final long startedAt;
  private final CpuTimeBudget cpuTimeBudget; // used only by the timeout thread
  private final AtomicBoolean decided = new AtomicBoolean();
  private final AtomicInteger remaining = new AtomicInteger(2);
  private final CountDownLatch over = new CountDownLatch(1);
  private volatile boolean settled;
  private long extendedAt; // used only by the timeout thread

  /// The thread that runs the handler, while it does.
  private Optional<AttemptThread> working = Optional.empty(); // guarded by this

  /// The outcome to record when the handler has ended.
  private Optional<Outcome> deferred = Optional.empty(); // guarded by this

  /// What the handler decided, written before the attempt is handed over to the timeout thread.
  private Optional<Outcome> handedOver = Optional.empty();

  private final AtomicBoolean isHandedOver = new AtomicBoolean();

  /// Notified of an attempt's progress.
  interface Observer {
    /// The handler has ended at a lowered priority: the timeout thread is to finish the attempt.
    void handedOver();

    /// The handler has ended, so another may run.
    void handlerEnded();

    /// The handler has ended and the outcome is recorded.
    void over(AttemptRunner runner);

    /// Starts a thread that waits for the store. Throws [OutOfMemoryError] if it cannot.
    void startThread(Runnable task);

    /// Waits before a write is retried. False if the pool stops.
    boolean pause();
  }

  AttemptRunner(
      DeliveryQueue queue,
      HandlerRunner handlerRunner,
      Delivery delivery,
      long now,
      Observer observer) {
    this.queue = queue;
    this.handlerRunner = handlerRunner;
    this.delivery = delivery;
    this.observer = observer;
    Work work = handlerRunner.pipeline().work();
    this.isOrdered = isOrdered(work.ordering());
    this.timeoutNanos = work.timeout().toNanos();
    // A third: two extensions may fail or be late before the lease expires.
    this.extendNanos = work.lease().dividedBy(3).toNanos();
    this.startedAt = now;
    this.cpuTimeBudget = new CpuTimeBudget(now);
    this.extendedAt = now;
  }

  /// Whether jobs with the same ordering key are processed in order.
  private static boolean isOrdered(Ordering ordering) {
    return switch (ordering) {
      case Ordering.None() -> false;
      case Ordering.ByMember(_) -> true;
    };
  }

  Receipt receipt() {
    return delivery.receipt();
  }

  @Override
  public void run(AttemptThread thread) {
    Optional<Outcome> outcome = Optional.empty();
    try {
      if (enterHandler(thread))
        outcome = Optional.of(handlerRunner.process(delivery.job(), delivery.attempt()));
    } finally {
      leaveHandler();
      if (thread.isLowered()) handOver(outcome);
      else finish(outcome);
    }
  }

  /// False if it was decided before the handler was called.
  private synchronized boolean enterHandler(AttemptThread thread) {
    if (decided.get()) return false;
    working = Optional.of(thread);
    return true;
  }

  /// From here on the thread is neither interrupted nor lowered for this attempt.
  private synchronized void leaveHandler() {
    working = Optional.empty();
  }

  /// Finishing wakes and starts virtual threads. A carrier thread that is created for them would
  /// inherit the lowered priority.
  private void handOver(Optional<Outcome> outcome) {
    handedOver = outcome;
    isHandedOver.set(true);
    observer.handedOver();
  }

  private void finish(Optional<Outcome> outcome) {
    try {
      takeDeferred().ifPresent(this::settleSoon);
      if (outcome.isPresent() && decide()) settleSoon(outcome.get());
    } finally {
      observer.handlerEnded();
      ended();
    }
  }

  private synchronized Optional<Outcome> takeDeferred() {
    Optional<Outcome> late = deferred;
    deferred = Optional.empty();
    return late;
  }

  private boolean decide() {
    return decided.compareAndSet(false, true);
  }

  /// Enforces the timeout and the limit of CPU time, extends the lease, and finishes an attempt
  /// that was handed over. Called by the timeout thread.
  void check(long nanoTime) {
    if (isHandedOver.compareAndSet(true, false)) finish(handedOver);
    lowerPriority(nanoTime);
    if (settled) return;
    if (nanoTime - startedAt >= timeoutNanos && decide()) timeOut();
    if (nanoTime - extendedAt >= extendNanos) {
      extendedAt = nanoTime;
      var _ = queue.extend(delivery.receipt());
    }
  }

  private synchronized void lowerPriority(long nanoTime) {
    working.ifPresent(thread -> thread.enforce(cpuTimeBudget, nanoTime));
  }

  /// The attempt has failed, whether or not the handler responds to the interrupt. With an ordering
  /// key the failure is recorded only when the handler has ended: the record releases the next job
  /// of the key, or the next attempt, and neither may run at the same time.
  private void timeOut() {
    Outcome late = handlerRunner.timedOut(delivery.attempt());
    synchronized (this) {
      if (isOrdered && working.isPresent()) {
        deferred = Optional.of(late);
        interrupt();
        return;
      }
      interrupt();
    }
    settleSoon(late);
  }

  private synchronized void interrupt() {
    working.ifPresent(AttemptThread::interrupt);
  }

  private void settleSoon(Outcome outcome) {
    if (queue instanceof AsyncDeliveryQueue async) settleAsync(async, outcome);
    else recordOnNewThread(() -> queue.settle(delivery.receipt(), outcome));
  }

  /// No thread waits for the disk. A failed write is retried by a thread that can wait.
  private void settleAsync(AsyncDeliveryQueue async, Outcome outcome) {
    Runnable again = () -> queue.settle(delivery.receipt(), outcome);
    var _ =
        async
            .settleAsync(delivery.receipt(), outcome)
            .whenComplete((_, unwritten) -> {
              if (unwritten == null) recorded();
              else observer.startThread(() -> record(again));
            });
  }

  /// Counts the attempt as failed if its thread is ending the process; that thread never returns.
  void endsProcess(Predicate<Thread> isEnding) {
    Optional<Thread> thread;
    synchronized (this) {
      thread = working.map(AttemptThread::thread);
    }
    if (thread.filter(isEnding).isEmpty() || !decide()) return;
    settleSoon(handlerRunner.endedProcess(delivery.attempt()));
    ended();
  }

  /// Releases the delivery without counting the attempt, and interrupts the handler.
  void release() {
    if (!decide()) return;
    interrupt();
    recordOnNewThread(() -> queue.release(delivery.receipt()));
  }

  /// Not on the attempt's thread, which must run the next handler, unless there is no memory for
  /// another.
  private void recordOnNewThread(Runnable step) {
    try {
      observer.startThread(() -> record(step));
    } catch (OutOfMemoryError noThread) {
      record(step);
    }
  }

  /// The lease is extended until this has succeeded. A second execution has no effect: the receipt
  /// is stale then.
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

  /// False if nothing was written: the store has reported why. After a stop, the next start finds
  /// the attempt.
  private static boolean isDone(Runnable step) {
    try {
      step.run();
      return true;
    } catch (UncheckedIOException unwritten) {
      return false;
    }
  }

  private void ended() {
    if (remaining.decrementAndGet() != 0) return;
    observer.over(this);
    over.countDown();
  }

  boolean join(Duration atMost) throws InterruptedException {
    return over.await(atMost.toNanos(), TimeUnit.NANOSECONDS);
  }
}
