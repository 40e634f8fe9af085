package io.surgetank.proof.interleaving;

import io.surgetank.core.process.Threads;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Starts only platform threads: Fray does not support virtual threads.
final class ControlledThreads implements Threads {
  /// What a thread of a scenario does.
  @FunctionalInterface
  interface Task {
    void run() throws Exception;
  }

  /// Runs the tasks at the same time, each on a thread. Returns when all have ended.
  static void run(Task... tasks) throws InterruptedException {
    List<Thread> threads = new ArrayList<>();
    for (Task task : tasks) threads.add(Thread.ofPlatform().start(() -> run(task)));
    for (Thread thread : threads) thread.join();
  }

  private static void run(Task task) {
    try {
      task.run();
    } catch (Exception unexpected) {
      throw new AssertionError("a call failed", unexpected);
    }
  }

  @Override
  public Thread unstarted(Thread.Builder builder, Runnable task) {
    return Thread.ofPlatform().daemon().unstarted(task);
  }

  @Override
  public Thread looping(Thread.Builder builder, Loop loop) {
    return Threads.SYSTEM.looping(Thread.ofPlatform().daemon(), loop);
  }

  @Override
  public void pause(Duration time) {
    Threads.SYSTEM.pause(time);
  }

  @Override
  public long nanoTime() {
    return Threads.SYSTEM.nanoTime();
  }
}
