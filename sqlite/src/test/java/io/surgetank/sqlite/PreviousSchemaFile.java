package io.surgetank.sqlite;

import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;

/// Changes a folder's file directly, also to the format of an earlier version.
final class PreviousSchemaFile {
  private PreviousSchemaFile() {}

  /// The format without checksums.
  static void withoutChecksums(Path folder) throws SQLException {
    sql(
        folder,
        "ALTER TABLE job_key DROP COLUMN crc",
        "ALTER TABLE batch DROP COLUMN crc",
        "ALTER TABLE attempt DROP COLUMN stack_trace",
        "DROP TABLE clock",
        "ALTER TABLE job DROP COLUMN crc",
        "ALTER TABLE job DROP COLUMN ended_crc",
        "DROP TABLE loss",
        "PRAGMA user_version = 3",
        "ALTER TABLE audit_log RENAME TO trail");
  }

  static void sql(Path folder, String... statements) throws SQLException {
    String url = "jdbc:sqlite:" + folder.resolve("surgetank.db");
    try (var connection = DriverManager.getConnection(url);
        var statement = connection.createStatement()) {
      for (String sql : statements) statement.execute(sql);
    }
  }
}
