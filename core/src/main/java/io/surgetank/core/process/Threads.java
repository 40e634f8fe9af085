package io.surgetank.core.process;

import java.time.Duration;

/// Creates the threads of components, and lets them wait. A simulation creates others, whose order
/// and time it decides.
public interface Threads {
  /// Threads of the JVM.
  Threads SYSTEM = new SystemThreads();

  /// A loop that one thread runs.
  @FunctionalInterface
  interface Loop {
    /// Takes one step, waiting at most `atMost` for work. False when the loop has ended.
    boolean runOnce(Duration atMost) throws InterruptedException;
  }

  /// A thread that runs the task, not started.
  Thread unstarted(Thread.Builder builder, Runnable task);

  /// A thread that runs the loop until it ends or the thread is interrupted, not started.
  Thread looping(Thread.Builder builder, Loop loop);

  /// Waits, unless the thread is interrupted.
  void pause(Duration time);

  /// The time by which threads wait, as [System#nanoTime()].
  long nanoTime();

  /// Whichever is shorter.
  static Duration shorter(Duration a, Duration b) {
    return a.compareTo(b) < 0 ? a : b;
  }
}
