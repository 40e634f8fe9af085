package io.surgetank.sqlite;

import io.surgetank.core.maintenance.BackupReport;
import io.surgetank.core.maintenance.CopyProgress;
import io.surgetank.core.maintenance.StoreCheckReport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.Optional;

/// Copies a store into a new folder, also while a server runs on it.
///
/// All pages are copied in one read transaction of SQLite, which neither blocks the server nor is
/// affected by its commits. In a stopped folder, SQLite leaves an empty log, as a server has. The
/// copy has its own high-water mark. It gets its final name only when it is complete and synced.
public final class StoreBackup {
  /// How often the log is read again while a server uses it.
  private static final int ATTEMPTS = 20;

  private final Path data;
  private final InstantSource clock;
  private final CopyProgress progress;

  public StoreBackup(Path data, InstantSource clock, CopyProgress progress) {
    this.data = data;
    this.clock = clock;
    this.progress = progress;
  }

  /// Copies the store into the folder `destination`, which must not exist, and checks the copy.
  /// Throws [UncheckedIOException] with a message for the operator; then there is no copy.
  public BackupReport writeTo(Path destination) {
    try {
      OfflineStore store = OfflineStore.at(data);
      if (store.folder().isEmpty() || !SqliteEngine.exists(data))
        throw new IOException("no store in " + data);
      if (Files.exists(destination, LinkOption.NOFOLLOW_LINKS))
        throw new FileAlreadyExistsException(destination.toString());
      Path partial = destination.resolveSibling(destination.getFileName() + ".partial");
      try (var folder = TemporaryFolder.create(partial)) {
        BackupReport report = copy(folder);
        folder.complete(destination);
        return report;
      }
    } catch (SQLException failed) {
      throw new UncheckedIOException(
          new IOException("no backup was written: " + failed.getMessage(), failed));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private BackupReport copy(TemporaryFolder folder) throws SQLException, IOException {
    Path copy = folder.resolve(DataFolderLock.DATABASE);
    Files.createFile(copy, OwnerOnlyFiles.attributes(copy));
    StorePosition position;
    UnflushedChanges unflushed;
    try (var reading = DatabaseConnection.forReading(data.resolve(DataFolderLock.DATABASE))) {
      StoreChecker.requireStore(reading, data.resolve(DataFolderLock.DATABASE));
      unflushed = begin(reading);
      position = unflushed.position(reading);
      reading.copyTo(copy, progress);
      reading.execute("COMMIT");
    }
    try (var connection = DatabaseConnection.forWriting(copy)) {
      CommitLogTable.replay(connection, unflushed);
    }
    StoreCheckReport report = check(copy, position);
    HighWaterMark.create(folder.resolve(DataFolderLock.MARK), position);
    FileSync.file(copy);
    ApiKeysFile.copy(data, folder.path());
    return new BackupReport(Files.size(copy), report);
  }

  /// Begins a transaction that reads the tables, and reads what is only in the log then. A server
  /// may write it to the tables meanwhile and use the log again: then both are read again.
  private UnflushedChanges begin(DatabaseConnection reading) throws SQLException, IOException {
    for (int left = ATTEMPTS; ; left--) {
      // Read first: the mark never shows more than what was committed before.
      Optional<StorePosition> mark = HighWaterMark.read(data.resolve(DataFolderLock.MARK));
      reading.execute("BEGIN");
      CommitLogTable.Unflushed unflushed =
          CommitLogTable.read(reading, data.resolve(DataFolderLock.DATABASE));
      boolean isBehind = unflushed.hasGap();
      if (mark.isPresent()) isBehind |= unflushed.changes().position(reading).isBehind(mark.get());
      if (!isBehind) return unflushed.changes();
      reading.execute("COMMIT");
      if (left == 0)
        throw new IOException(
            "the store lacks acknowledged changes, so no backup was written: `surgetank doctor`"
                + " shows what is missing");
    }
  }

  /// Reads the whole copy again, as it is on the disk.
  private StoreCheckReport check(Path copy, StorePosition expected)
      throws SQLException, IOException {
    var problems = new Problems();
    try (var connection = DatabaseConnection.forWriting(copy)) {
      if (StorePosition.of(connection).isBehind(expected))
        throw new IOException("the copy lacks changes that the store has");
      return new StoreChecker(connection, problems).check(clock, JobSalvage.Receiver.NONE);
    }
  }
}
