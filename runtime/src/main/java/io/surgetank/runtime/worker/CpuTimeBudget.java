package io.surgetank.runtime.worker;

import java.time.Duration;
import java.util.OptionalLong;
import java.util.function.LongSupplier;

/// Decides when an attempt has used enough CPU time for its thread's priority to be lowered.
///
/// CPU time is read rarely, since a thread uses at most as much as time passes: most attempts end
/// before the first read, and one that waits is read ten times per second.
final class CpuTimeBudget {
  /// Some thousand times what a short handler takes, and a few time slices of the operating system.
  static final Duration LIMIT = Duration.ofMillis(100);

  /// What the thread had used at the first read; earlier attempts on the same thread count too.
  private OptionalLong before = OptionalLong.empty();

  private long nextRead;
  private boolean isReached;

  /// @param startedAt when the attempt started, by the clock of [#reachedAt]
  CpuTimeBudget(long startedAt) {
    this.nextRead = startedAt;
  }

  /// True once, when the attempt reaches the limit.
  ///
  /// @param cpuNanos reads the CPU time that the attempt's thread has used
  boolean reachedAt(long nanoTime, LongSupplier cpuNanos) {
    if (isReached || nanoTime - nextRead < 0) return false;
    long now = cpuNanos.getAsLong();
    if (before.isEmpty()) before = OptionalLong.of(now);
    long left = LIMIT.toNanos() - (now - before.getAsLong());
    isReached = left <= 0;
    nextRead = nanoTime + left;
    return isReached;
  }
}
