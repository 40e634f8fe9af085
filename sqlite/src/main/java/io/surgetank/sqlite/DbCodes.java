package io.surgetank.sqlite;

import io.surgetank.core.job.FinishedAttempt.End;
import io.surgetank.core.job.JobKey;
import io.surgetank.core.job.Status;
import java.io.IOException;
import java.sql.SQLException;

/// The numbers stored in the file for statuses and other enums. They never change, not even with
/// the order of the constants.
final class DbCodes {
  /// Pending behind another job of the same ordering key: not to be leased yet.
  static final int HELD = 6;

  private DbCodes() {}

  static int of(Status status) {
    return switch (status) {
      case PENDING -> 0;
      case PROCESSING -> 1;
      case RETRYING -> 2;
      case PROCESSED -> 3;
      case DEAD -> 4;
      case CANCELLED -> 5;
    };
  }

  static Status status(int code) throws SQLException {
    if (code == HELD) return Status.PENDING;
    for (Status status : Status.values()) if (of(status) == code) return status;
    throw new SQLException("a record has the unknown status " + code);
  }

  static int of(End end) {
    return switch (end) {
      case PROCESSED -> 0;
      case FAILED -> 1;
      case ABANDONED -> 2;
    };
  }

  static End end(int code) throws SQLException {
    for (End end : End.values()) if (of(end) == code) return end;
    throw new SQLException("an attempt has the unknown end " + code);
  }

  static JobKey.Kind kind(int code) throws IOException {
    for (JobKey.Kind kind : JobKey.Kind.values()) if (of(kind) == code) return kind;
    throw new IOException("a key has the unknown kind " + code);
  }

  static int of(JobKey.Kind kind) {
    return switch (kind) {
      case IDEMPOTENCY_KEY -> 0;
      case CLIENT_ID -> 1;
      case BATCH_ELEMENT -> 2;
    };
  }
}
