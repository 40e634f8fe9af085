package io.surgetank.proof.durability;

import io.surgetank.core.process.Threads;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/// The JVM's threads with another time, by which the store waits before it writes its commit log to
/// the tables.
final class FlushThreads implements Threads {
  /// Longer than the store waits.
  private static final long LONG = Duration.ofSeconds(1).toNanos();

  /// A flush is due 4 ms after the first change.
  private static final int FREQUENT = 50;

  private final int speed;

  /// How long a loop waits at most.
  private final Duration maxWait;

  private final AtomicLong passed = new AtomicLong();

  private FlushThreads(int speed, Duration maxWait) {
    this.speed = speed;
    this.maxWait = maxWait;
  }

  /// Flushes begin often, and at any time.
  static FlushThreads frequent() {
    return new FlushThreads(FREQUENT, Duration.ofDays(1));
  }

  /// A flush begins after [#flush] only, or for a call that needs the tables; a checkpoint begins 1
  /// ms after a commit.
  static FlushThreads onRequest() {
    return new FlushThreads(0, Duration.ofMillis(1));
  }

  /// A flush begins only for a call that needs the tables.
  static FlushThreads onNeed() {
    return new FlushThreads(0, Duration.ofDays(1));
  }

  /// Lets the next flush begin, if there are changes.
  void flush() {
    var _ = passed.addAndGet(LONG);
  }

  @Override
  public Thread unstarted(Thread.Builder builder, Runnable task) {
    return SYSTEM.unstarted(builder, task);
  }

  @Override
  public Thread looping(Thread.Builder builder, Loop loop) {
    return SYSTEM.looping(builder, atMost -> loop.runOnce(Threads.shorter(atMost, maxWait)));
  }

  @Override
  public void pause(Duration time) {
    SYSTEM.pause(time);
  }

  @Override
  public long nanoTime() {
    return SYSTEM.nanoTime() * speed + passed.get();
  }
}
