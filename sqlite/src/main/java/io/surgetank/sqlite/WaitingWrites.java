package io.surgetank.sqlite;

import java.time.Duration;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// The writes that wait for the writer's thread. For any thread.
final class WaitingWrites {
  private final LinkedBlockingQueue<Write<?>> queue = new LinkedBlockingQueue<>();
  private final AtomicInteger submissionsWaiting = new AtomicInteger();
  private final int maxWaiting;
  private volatile boolean closing;

  /// @param maxWaiting the maximum number of submissions that wait
  WaitingWrites(int maxWaiting) {
    this.maxWaiting = maxWaiting;
  }

  void add(Write<?> write) {
    queue.add(write);
  }

  /// False if it does not wait any more.
  boolean remove(Write<?> write) {
    return queue.remove(write);
  }

  @Nullable Write<?> poll() {
    return queue.poll();
  }

  @Nullable Write<?> poll(Duration atMost) {
    try {
      return queue.poll(atMost.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException neverInterrupted) {
      return null;
    }
  }

  boolean isEmpty() {
    return queue.isEmpty();
  }

  /// Lets the writer's thread continue if it waits for writes.
  void wake() {
    queue.add(new Wake());
  }

  /// The writer ends when it has written what waits.
  void close() {
    closing = true;
    wake();
  }

  boolean isClosing() {
    return closing;
  }

  /// Reserves room, to be released by [#release]. False if too many submissions wait: refusing at
  /// once is better than waiting.
  boolean tryReserve(int submissions) {
    int waiting = submissionsWaiting.addAndGet(submissions);
    if (waiting <= maxWaiting || waiting == submissions) return true;
    release(submissions);
    return false;
  }

  void release(int submissions) {
    submissionsWaiting.addAndGet(-submissions);
  }

  /// Fails the writes that have waited for too long.
  void timeOut() {
    TransactionBeginner.timeOut(queue);
  }

  private static final class Wake extends Write<Boolean> {
    @Override
    boolean isLoggable() {
      return true;
    }

    @Override
    Boolean apply(WriteBatch batch) {
      return true;
    }
  }
}
