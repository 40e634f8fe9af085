package io.surgetank.engine.pool;

import io.surgetank.queue.Delivery;
import io.surgetank.queue.DeliveryQueue;
import io.surgetank.work.Outcome;
import io.surgetank.work.Worker;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/// One attempt being made. Who decides about it first, the handler, the clock or the stop, settles
/// it; the others find it decided.
final class Run {
  private final DeliveryQueue queue;
  private final Worker worker;
  private final Delivery delivery;
  private final Thread thread;
  private final long timeoutNanos;
  private final long extendNanos;
  private final long startedAt;
  private final AtomicBoolean decided = new AtomicBoolean();
  private long extendedAt; // only the watch touches it

  Run(DeliveryQueue queue, Station station, Delivery delivery, Span span) {
    this.queue = queue;
    this.worker = station.worker();
    this.delivery = delivery;
    this.timeoutNanos = station.pipeline().work().timeout().toNanos();
    // A third: two extensions may fail or come late before the lease is lost.
    this.extendNanos = station.pipeline().work().lease().dividedBy(3).toNanos();
    this.startedAt = span.nanoTime();
    this.extendedAt = startedAt;
    this.thread =
        Thread.ofVirtual().name("attempt-" + delivery.job().id()).unstarted(() -> attempt(span));
  }

  /// When a run begins, and what is to be done when its handler has ended, and when all has.
  record Span(long nanoTime, Runnable atHandlersEnd, Consumer<Run> atEnd) {}

  void start() {
    thread.start();
  }

  private void attempt(Span span) {
    try {
      Outcome outcome = work(span);
      if (decided.compareAndSet(false, true)) settle(outcome);
    } catch (InterruptedException stopped) {
      // Whoever interrupted has decided already.
      release();
    } finally {
      span.atEnd().accept(this);
    }
  }

  private Outcome work(Span span) throws InterruptedException {
    try {
      return worker.work(delivery.job(), delivery.attempt());
    } finally {
      span.atHandlersEnd().run();
    }
  }

  /// Does what the time asks for: ends an attempt whose time is up, keeps the lease of the others.
  void watch(long nanoTime) {
    if (decided.get()) return;
    if (nanoTime - startedAt >= timeoutNanos) timeOut();
    else if (nanoTime - extendedAt >= extendNanos) {
      extendedAt = nanoTime;
      var _ = queue.extend(delivery.receipt());
    }
  }

  /// The attempt has failed, whether or not the handler lets itself be interrupted.
  private void timeOut() {
    if (!decided.compareAndSet(false, true)) return;
    thread.interrupt();
    Thread.startVirtualThread(() -> settle(worker.timedOut(delivery.attempt())));
  }

  private void settle(Outcome outcome) {
    try {
      var _ = queue.settle(delivery.receipt(), outcome);
    } catch (UncheckedIOException unwritten) {
      // The store has told that it cannot be written; the attempt is found cut off at the restart.
      return;
    }
  }

  /// Gives the delivery back unworked, and lets the handler know.
  void release() {
    if (!decided.compareAndSet(false, true)) return;
    thread.interrupt();
    try {
      var _ = queue.release(delivery.receipt());
    } catch (UncheckedIOException unwritten) {
      // As in settle: the restart finds it.
      return;
    }
  }

  boolean join(Duration atMost) throws InterruptedException {
    return thread.join(atMost);
  }
}
