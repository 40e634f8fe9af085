package io.surgetank.core.process;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/// Each loop decides how long it waits.
final class SystemThreads implements Threads {
  private static final Duration NO_LIMIT = Duration.ofDays(365);

  @Override
  public Thread unstarted(Thread.Builder builder, Runnable task) {
    return builder.unstarted(task);
  }

  @Override
  public Thread looping(Thread.Builder builder, Loop loop) {
    return builder.unstarted(() -> run(loop));
  }

  @Override
  public void pause(Duration time) {
    LockSupport.parkNanos(time.toNanos());
  }

  @Override
  public long nanoTime() {
    return System.nanoTime();
  }

  private static void run(Loop loop) {
    try {
      while (loop.runOnce(NO_LIMIT)) {}
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }
}
