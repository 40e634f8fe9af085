package io.surgetank.sqlite;

import io.surgetank.core.process.Threads;
import java.time.Duration;

/// The JVM's threads with a time that does not pass: changes are never old enough to be written
/// from the commit log to the tables.
final class UnflushedThreads implements Threads {
  @Override
  public Thread unstarted(Thread.Builder builder, Runnable task) {
    return SYSTEM.unstarted(builder, task);
  }

  @Override
  public Thread looping(Thread.Builder builder, Loop loop) {
    return SYSTEM.looping(builder, loop);
  }

  @Override
  public void pause(Duration time) {
    SYSTEM.pause(time);
  }

  @Override
  public long nanoTime() {
    return 0;
  }
}
