package io.surgetank.sqlite;

import io.surgetank.core.event.StoreCondition;
import java.time.Duration;

/// Reports a write-ahead log that has grown, and what keeps it: whoever reads from an old state.
final class LogWatch {
  /// Twice of what it usually grows to.
  private static final long LONG_BYTES = 64L * 1024 * 1024;

  /// A read of this server's that is shorter does not keep the log.
  private static final Duration LONG_READ = Duration.ofSeconds(2);

  private final StoreFiles files;
  private final ReadConnectionPool readConnectionPool;
  private final StoreConditions storeConditions;

  LogWatch(
      StoreFiles files, ReadConnectionPool readConnectionPool, StoreConditions storeConditions) {
    this.files = files;
    this.readConnectionPool = readConnectionPool;
    this.storeConditions = storeConditions;
  }

  boolean isLong() {
    return files.logBytes() > LONG_BYTES;
  }

  void report() {
    if (isLong()) storeConditions.begin(StoreCondition.LONG_LOG, detail());
    else storeConditions.end(StoreCondition.LONG_LOG);
  }

  private String detail() {
    Duration longest = readConnectionPool.longest();
    String by =
        longest.compareTo(LONG_READ) >= 0
            ? "a read of this server has been running for %d s".formatted(longest.toSeconds())
            : "another process reads the database and does not end its transaction";
    return "the write-ahead log has %d MiB and cannot be shortened: %s"
        .formatted(files.logBytes() >> 20, by);
  }
}
