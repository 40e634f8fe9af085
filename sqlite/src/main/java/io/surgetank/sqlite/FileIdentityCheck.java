package io.surgetank.sqlite;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Checks that the files which SQLite has open are still the ones in the folder.
///
/// Writes and syncs to a removed, replaced or truncated file succeed, but are lost after a restart.
/// So the writer checks before and after each transaction, and acknowledges nothing if a file has
/// changed. Used by the writer's and the flusher's threads.
final class FileIdentityCheck {
  private static final long LOG_HEADER = 32;
  private static final long FRAME_HEADER = 24;

  private final Seen database;
  private final Seen log;
  private final List<Seen> segments;

  private FileIdentityCheck(Seen database, Seen log, List<Seen> segments) {
    this.database = database;
    this.log = log;
    this.segments = segments;
  }

  /// Requires an open database, so that both files exist.
  static FileIdentityCheck of(Path database, Path log) throws IOException {
    var segments = new ArrayList<Seen>();
    for (Path segment : CommitLogTable.files(database)) segments.add(new Seen(segment));
    return new FileIdentityCheck(new Seen(database), new Seen(log), segments);
  }

  /// Before and after an append to the commit log.
  void checkSegment(int index) throws IOException {
    Seen segment = segments.get(index);
    if (segment.isShorter())
      throw new IOException(segment.path + " became shorter while it was open");
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
    var _ = database.refresh();
    var _ = log.refresh();
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

    /// Updates the size and returns it. Throws if the file was removed or replaced.
    long refresh() throws IOException {
      try {
        BasicFileAttributes now = Files.readAttributes(path, BasicFileAttributes.class);
        if (key != null && !key.equals(now.fileKey()))
          throw new IOException(path + " was replaced while it was open");
        size = now.size();
        return now.size();
      } catch (NoSuchFileException gone) {
        throw new IOException(path + " was removed while it was open", gone);
      }
    }

    boolean isShorter() throws IOException {
      long before = size;
      // The field may be set by the other thread, to an older size.
      return refresh() < before;
    }
  }
}
