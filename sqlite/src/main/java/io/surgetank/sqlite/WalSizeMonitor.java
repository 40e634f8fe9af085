package io.surgetank.sqlite;

import io.surgetank.core.event.StoreCondition;
import java.time.Duration;

/// Reports a write-ahead log that has grown too long, and the read that prevents its truncation.
final class WalSizeMonitor {
  /// Twice the usual maximum.
  private static final long LONG_BYTES = 64L * 1024 * 1024;

  /// A shorter read of this server does not keep the log.
  private static final Duration LONG_READ = Duration.ofSeconds(2);

  private final FileIdentityCheck files;
  private final ReadConnectionPool readers;
  private final StoreConditions conditions;

  WalSizeMonitor(FileIdentityCheck files, ReadConnectionPool readers, StoreConditions conditions) {
    this.files = files;
    this.readers = readers;
    this.conditions = conditions;
  }

  boolean isLong() {
    return files.logBytes() > LONG_BYTES;
  }

  void report() {
    if (isLong()) conditions.begin(StoreCondition.LONG_LOG, detail());
    else conditions.end(StoreCondition.LONG_LOG);
  }

  private String detail() {
    Duration longest = readers.longest();
    String by =
        longest.compareTo(LONG_READ) >= 0
            ? "a read of this server has been running for %d s".formatted(longest.toSeconds())
            : "another process reads the database and does not end its transaction";
    return "the write-ahead log has %d MiB and cannot be truncated: %s"
        .formatted(files.logBytes() >> 20, by);
  }
}
