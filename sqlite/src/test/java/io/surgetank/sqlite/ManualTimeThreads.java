package io.surgetank.sqlite;

import io.surgetank.core.process.Threads;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/// The JVM's threads with a time that passes only when a test says so: until then, no change is old
/// enough to be written from the commit log to the tables.
final class ManualTimeThreads implements Threads {
  private final AtomicLong nanos = new AtomicLong();

  void pass(Duration time) {
    var _ = nanos.addAndGet(time.toNanos());
  }

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
    return nanos.get();
  }
}
