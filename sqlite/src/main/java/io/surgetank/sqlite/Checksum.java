package io.surgetank.sqlite;

import io.surgetank.core.job.JobId;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/// CRC-32C of a record's content. SQLite checks its log's frames only when it opens the log, and
/// never the pages of the database.
///
/// A job's row has two: of the job, which never changes, and of the outcome of its last attempt. A
/// key's and a batch's have one. Pipeline and counts have none: `verify` compares them with other
/// tables. Rows written before checksums existed have none and are accepted.
final class Checksum {
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private final CRC32C crc = new CRC32C();
  private final byte[] number = new byte[Long.BYTES];

  private Checksum() {}

  /// The columns that are written when a job is accepted.
  ///
  /// @param trace null if derived from the job's id
  /// @param owner null if the job has none; then it is not part of the checksum, as in rows that
  ///   were written before jobs had owners
  record Content(
      JobId id, String payload, @Nullable String trace, long ordering, @Nullable String owner) {
    Content withOrdering(long other) {
      return new Content(id, payload, trace, other, owner);
    }

    long checksum() {
      var checksum =
          new Checksum().add(id.sequence()).add(id.salt()).add(payload).add(trace).add(ordering);
      return (owner == null ? checksum : checksum.add(owner)).crc.getValue();
    }
  }

  /// @param sequence of the job that has the key
  static long ofKey(int kind, String value, String path, String fingerprint, long sequence) {
    return new Checksum()
        .add(kind)
        .add(value)
        .add(path)
        .add(fingerprint)
        .add(sequence)
        .crc
        .getValue();
  }

  static long ofBatch(String value, String path, String fingerprint) {
    return new Checksum().add(value).add(path).add(fingerprint).crc.getValue();
  }

  /// The columns that are written when an attempt ends.
  record Ended(
      long sequence,
      int status,
      int round,
      int tried,
      int attempts,
      long started,
      long ended,
      @Nullable String outcome) {
    long checksum() {
      return new Checksum()
          .add(sequence)
          .add(status)
          .add(round)
          .add(tried)
          .add(attempts)
          .add(started)
          .add(ended)
          .add(outcome)
          .crc
          .getValue();
    }
  }

  /// Whether the row's checksum, if it has one, equals the computed one.
  static boolean matches(ResultSet row, int column, long computed) throws SQLException {
    long stored = row.getLong(column);
    return stored == computed || row.wasNull();
  }

  private Checksum add(long value) {
    LONG.set(number, 0, value);
    crc.update(number);
    return this;
  }

  private Checksum add(@Nullable String text) {
    if (text == null) return add(-1);
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    add(bytes.length);
    crc.update(bytes);
    return this;
  }
}
