package io.surgetank.proof.soak;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;

/// The files of a data folder, in bytes. The audit log and the write-ahead log are separate from
/// the rest: both may be larger at the end of a run than at its begin.
///
/// @param files their number
/// @param auditLog the pages of its table in the database
/// @param data everything else
record DataFolderSizes(long files, long auditLog, long writeAheadLog, long data) {
  private static final String DATABASE = "surgetank.db";

  /// Of the latest commit that is in the database or its write-ahead log.
  private static final String AUDIT_LOG_BYTES =
      "SELECT coalesce(sum(pgsize), 0) FROM dbstat WHERE name = 'audit_log'";

  /// Reads them while a server uses the folder.
  static DataFolderSizes of(Path folder) throws IOException {
    long auditLog = auditLogBytes(folder.resolve(DATABASE));
    List<Path> files;
    try (Stream<Path> all = Files.list(folder)) {
      files = all.toList();
    }
    long writeAheadLog = size(folder.resolve(DATABASE + "-wal"));
    long total = files.stream().mapToLong(DataFolderSizes::size).sum();
    return new DataFolderSizes(
        files.size(), auditLog, writeAheadLog, total - auditLog - writeAheadLog);
  }

  private static long auditLogBytes(Path database) throws IOException {
    try (var connection = DriverManager.getConnection("jdbc:sqlite:file:" + database + "?mode=ro");
        var statement = connection.createStatement();
        var row = statement.executeQuery(AUDIT_LOG_BYTES)) {
      row.next();
      return row.getLong(1);
    } catch (SQLException unreadable) {
      throw new IOException("cannot read " + database, unreadable);
    }
  }

  private static long size(Path file) {
    try {
      return Files.size(file);
    } catch (NoSuchFileException removedMeanwhile) {
      return 0;
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
