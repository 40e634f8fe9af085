package io.surgetank.sqlite;

import io.surgetank.core.event.StoreCondition;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;

/// Whether more can be taken: the pipeline's backlog, and the space on the disk.
///
/// Belongs to the writer's thread unless it says otherwise.
final class CapacityCheck {
  private static final Duration BACKLOG_PAUSE = Duration.ofSeconds(1);
  private static final Duration DISK_PAUSE = Duration.ofSeconds(10);
  private static final long LOOK_MILLIS = 1_000;

  private final LongSupplier usableBytes;
  private final long minFreeBytes;
  private final StoreConditions storeConditions;
  private long lookedAt = Long.MIN_VALUE / 2;
  private volatile boolean diskFull;
  private volatile long usable = Long.MAX_VALUE;

  CapacityCheck(LongSupplier usableBytes, long minFreeBytes, StoreConditions storeConditions) {
    this.usableBytes = usableBytes;
    this.minFreeBytes = minFreeBytes;
    this.storeConditions = storeConditions;
  }

  /// How long to wait, when there is no room.
  Optional<Duration> full(PipelineState pipelineState, long now) {
    if (now - lookedAt >= LOOK_MILLIS) {
      look();
      lookedAt = now;
    }
    if (diskFull) return Optional.of(DISK_PAUSE);
    return pipelineState.count(Counter.WAITING) >= pipelineState.backlog()
        ? Optional.of(BACKLOG_PAUSE)
        : Optional.empty();
  }

  /// Looks at the disk. For any thread: while nobody is let in to ask, somebody must look.
  ///
  /// A disk that does not answer is taken to be as it was: when no descriptor is left, say, nothing
  /// has failed to be written yet, and what is written next will tell.
  void look() {
    try {
      usable = usableBytes.getAsLong();
    } catch (UncheckedIOException unreadable) {
      return;
    }
    diskFull = usable < minFreeBytes;
    if (diskFull) storeConditions.begin(StoreCondition.DISK_NEARLY_FULL, detail());
    else storeConditions.end(StoreCondition.DISK_NEARLY_FULL);
  }

  private String detail() {
    return "the disk is nearly full: %d MiB are free; what was accepted is worked, and more is taken"
            .formatted(usable >> 20)
        + " when %d MiB are free".formatted(minFreeBytes >> 20);
  }

  /// How much space there was at the last look. For any thread.
  long usable() {
    return usable;
  }

  /// False while the disk is nearly full. For any thread.
  boolean hasSpace() {
    return !diskFull;
  }
}
