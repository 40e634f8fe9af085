package io.surgetank.sqlite;

import io.surgetank.core.event.StoreCondition;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;

/// Checks whether another job can be accepted: the pipeline's backlog and the free disk space.
///
/// Used by the writer's thread unless stated otherwise.
final class CapacityCheck {
  private static final Duration BACKLOG_PAUSE = Duration.ofSeconds(1);
  private static final Duration DISK_PAUSE = Duration.ofSeconds(10);
  private static final long CHECK_INTERVAL_MILLIS = 1_000;

  private final LongSupplier usableBytes;
  private final long minFreeBytes;
  private final StoreConditions conditions;
  private long checkedAt = Long.MIN_VALUE / 2;
  private volatile boolean diskFull;
  private volatile long usable = Long.MAX_VALUE;

  CapacityCheck(LongSupplier usableBytes, long minFreeBytes, StoreConditions conditions) {
    this.usableBytes = usableBytes;
    this.minFreeBytes = minFreeBytes;
    this.conditions = conditions;
  }

  /// How long to wait if the job cannot be accepted.
  Optional<Duration> full(PipelineState state, long now) {
    if (now - checkedAt >= CHECK_INTERVAL_MILLIS) {
      checkDisk();
      checkedAt = now;
    }
    if (diskFull) return Optional.of(DISK_PAUSE);
    return state.count(Counter.UNFINISHED) >= state.backlog()
        ? Optional.of(BACKLOG_PAUSE)
        : Optional.empty();
  }

  /// Checks the free disk space. For any thread: while no submission is accepted, the periodic turn
  /// has to check.
  ///
  /// If the space cannot be read, for example without a free file descriptor, the previous value
  /// remains: no write has failed yet. One check at a time: an earlier one must not overwrite the
  /// result of a later one.
  synchronized void checkDisk() {
    try {
      usable = usableBytes.getAsLong();
    } catch (UncheckedIOException unreadable) {
      return;
    }
    diskFull = usable < minFreeBytes;
    if (diskFull) conditions.begin(StoreCondition.DISK_NEARLY_FULL, detail());
    else conditions.end(StoreCondition.DISK_NEARLY_FULL);
  }

  private String detail() {
    return "the disk is nearly full: %d MiB are free; accepted jobs are processed, and new ones are accepted"
            .formatted(usable >> 20)
        + " when %d MiB are free".formatted(minFreeBytes >> 20);
  }

  /// The free space at the last check. For any thread.
  long usable() {
    return usable;
  }

  /// False while the disk is nearly full. For any thread.
  boolean hasSpace() {
    return !diskFull;
  }
}
