package io.surgetank.sqlite;

import java.sql.ResultSet;
import java.sql.SQLException;

/// Finds keys and batches that do not match their checksums. Without this, a changed path would not
/// be noticed: the key would no longer be found, and a repeated submission would make a second job.
final class KeyVerification {
  private static final String KEYS =
      "SELECT coalesce(j.pipeline, (SELECT min(number) FROM pipeline)), k.seq, coalesce(j.salt, 0),"
          + " 'has a key that does not match its checksum: its content was changed',"
          + " k.kind, k.value, k.path, k.fingerprint, k.crc"
          + " FROM job_key k LEFT JOIN job j ON j.seq = k.seq";

  private static final String BATCHES =
      "SELECT (SELECT min(number) FROM pipeline), 0, 0,"
          + " 'batch ' || value || ' does not match its checksum: its content was changed',"
          + " value, path, fingerprint, crc FROM batch";

  private KeyVerification() {}

  /// @param finding reads each row that does not match: a pipeline, a sequence, a salt and a
  ///   description
  static void run(DatabaseConnection connection, CachedStatement.Row<Boolean> finding)
      throws SQLException {
    var _ = connection.query(KEYS).count(row -> !isIntactKey(row) && finding.read(row));
    var _ = connection.query(BATCHES).count(row -> !isIntactBatch(row) && finding.read(row));
  }

  private static boolean isIntactKey(ResultSet row) throws SQLException {
    long crc =
        Checksum.ofKey(
            row.getInt(5), row.getString(6), row.getString(7), row.getString(8), row.getLong(2));
    return Checksum.matches(row, 9, crc);
  }

  private static boolean isIntactBatch(ResultSet row) throws SQLException {
    long crc = Checksum.ofBatch(row.getString(5), row.getString(6), row.getString(7));
    return Checksum.matches(row, 8, crc);
  }
}
