package io.surgetank.sqlite;

import java.sql.SQLException;

/// Removes some expired entries of the audit log, oldest first, and returns whether there may be
/// more: few at a time, so that no other write waits long.
final class AuditLogRetentionWrite extends Write<Boolean> {
  private static final int AT_ONCE = 256;

  /// In the order of their numbers, which is that of their times while the wall clock is not set:
  /// no index is needed.
  private static final String DELETE =
      "DELETE FROM audit_log WHERE at <= ? AND number IN"
          + " (SELECT number FROM audit_log ORDER BY number LIMIT "
          + AT_ONCE
          + ")";

  private final long cutoff;

  AuditLogRetentionWrite(long cutoff) {
    this.cutoff = cutoff;
  }

  @Override
  boolean waitsIndefinitely() {
    return true;
  }

  @Override
  int weight() {
    return AT_ONCE / 4;
  }

  @Override
  Boolean apply(WriteBatch batch) throws SQLException {
    return batch.query(DELETE).update(cutoff) == AT_ONCE;
  }
}
