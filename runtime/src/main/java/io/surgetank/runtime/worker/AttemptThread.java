package io.surgetank.runtime.worker;

import io.surgetank.runtime.worker.ThreadPriority.ScheduledThread;

/// A thread that runs attempts. After an attempt at lowered priority it ends.
final class AttemptThread {
  private final Thread thread = Thread.currentThread();
  private final ScheduledThread scheduled;
  private final Runnable onLowered;
  private volatile boolean lowered;

  /// The calling thread.
  ///
  /// @param onLowered called when its priority has been lowered, by the thread that did it
  AttemptThread(ScheduledThread scheduled, Runnable onLowered) {
    this.scheduled = scheduled;
    this.onLowered = onLowered;
  }

  Thread thread() {
    return thread;
  }

  void interrupt() {
    thread.interrupt();
  }

  /// Lowers the priority of the thread when its attempt has reached the limit.
  void enforce(CpuTimeBudget limit, long nanoTime) {
    if (!limit.reachedAt(nanoTime, scheduled::cpuNanos) || !scheduled.lower()) return;
    lowered = true;
    onLowered.run();
  }

  boolean isLowered() {
    return lowered;
  }
}
