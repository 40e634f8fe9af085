package io.surgetank.sqlite;

import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;

/// Changes a folder's file directly, also to the format of an earlier version.
final class PreviousSchemaFile {
  private PreviousSchemaFile() {}

  /// Version 8: jobs had no owners.
  static void withoutOwners(Path folder) throws SQLException {
    sql(
        folder,
        "DROP INDEX job_owner",
        "ALTER TABLE job DROP COLUMN owner",
        "PRAGMA user_version = 8");
  }

  /// The format without checksums.
  static void withoutChecksums(Path folder) throws SQLException {
    withoutOwners(folder);
    sql(
        folder,
        "DROP TABLE commit_log",
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

  /// Version 2: keys belonged to pipelines, and there were no batches.
  static void keysOfPipelines(Path folder) throws SQLException {
    withoutChecksums(folder);
    sql(
        folder,
        "ALTER TABLE job_key RENAME TO newer",
        "DROP INDEX job_key_extra",
        "DROP TABLE batch",
        """
        CREATE TABLE job_key(
          pipeline INTEGER NOT NULL,
          kind INTEGER NOT NULL,
          value TEXT NOT NULL,
          fingerprint TEXT NOT NULL,
          seq INTEGER NOT NULL,
          PRIMARY KEY(pipeline, kind, value)) WITHOUT ROWID\
        """,
        "INSERT INTO job_key SELECT j.pipeline, k.kind, k.value, k.fingerprint, k.seq"
            + " FROM newer k JOIN job j ON j.seq = k.seq",
        "DROP TABLE newer",
        "PRAGMA user_version = 2");
  }

  static void sql(Path folder, String... statements) throws SQLException {
    String url = "jdbc:sqlite:" + folder.resolve("surgetank.db");
    try (var connection = DriverManager.getConnection(url);
        var statement = connection.createStatement()) {
      for (String sql : statements) statement.execute(sql);
    }
  }
}
