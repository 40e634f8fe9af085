package io.surgetank.sqlite;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/// Checks that the files which SQLite has open are still the ones in the folder.
///
/// Writes and syncs to a removed, replaced or truncated file succeed, but are lost after a restart.
/// So the writer checks before and after each transaction, and acknowledges nothing if a file has
/// changed. Used by the writer's thread.
final class FileIdentityCheck {
  private static final long LOG_HEADER = 32;
  private static final long FRAME_HEADER = 24;

  private final Seen database;
  private final Seen log;

  private FileIdentityCheck(Seen database, Seen log) {
    this.database = database;
    this.log = log;
  }

  /// Requires an open database, so that both files exist.
  static FileIdentityCheck of(Path database, Path log) throws IOException {
    return new FileIdentityCheck(new Seen(database), new Seen(log));
  }

  /// Before a transaction: only the writer truncates a file, or a checkpoint of another process,
  /// after which the log's length matches its index.
  void checkBefore(DatabaseConnection writing) throws IOException, SQLException {
    if (database.isShorter())
      throw new IOException(database.path + " became shorter while it was open");
    if (log.isShorter() && log.size < framesOf(writing))
      throw new IOException(log.path + " became shorter while it was open");
  }

  private static long framesOf(DatabaseConnection writing) throws SQLException {
    long pageSize = writing.number("PRAGMA page_size");
    long frames =
        writing.query("PRAGMA wal_checkpoint(NOOP)").first(row -> row.getLong(2)).orElse(0L);
    return frames <= 0 ? 0 : LOG_HEADER + frames * (FRAME_HEADER + pageSize);
  }

  /// The size of the log at the last check. For any thread.
  long logBytes() {
    return log.size;
  }

  /// After a transaction, before it is acknowledged.
  void checkAfter() throws IOException {
    database.refresh();
    log.refresh();
  }

  private static final class Seen {
    final Path path;
    private final @Nullable Object key;
    volatile long size;

    Seen(Path path) throws IOException {
      this.path = path;
      BasicFileAttributes now = Files.readAttributes(path, BasicFileAttributes.class);
      key = now.fileKey();
      size = now.size();
    }

    /// Updates the size. Throws if the file was removed or replaced.
    void refresh() throws IOException {
      try {
        BasicFileAttributes now = Files.readAttributes(path, BasicFileAttributes.class);
        if (key != null && !key.equals(now.fileKey()))
          throw new IOException(path + " was replaced while it was open");
        size = now.size();
      } catch (NoSuchFileException gone) {
        throw new IOException(path + " was removed while it was open", gone);
      }
    }

    boolean isShorter() throws IOException {
      long before = size;
      refresh();
      return size < before;
    }
  }
}
