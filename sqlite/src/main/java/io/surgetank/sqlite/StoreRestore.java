package io.surgetank.sqlite;

import io.surgetank.core.maintenance.CopyProgress;
import io.surgetank.core.maintenance.DamagePolicy;
import io.surgetank.core.maintenance.StoreCheckReport;
import io.surgetank.core.maintenance.StoreProblem.Kind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/// Puts a copy of a store into an absent or empty folder.
///
/// The database is copied under a temporary name, checked, synced, and only then renamed. Its
/// high-water mark is written before: until the rename, a server that is started on the folder
/// refuses it instead of creating an empty store.
public final class StoreRestore {
  private static final String TEMPORARY = DataFolderLock.DATABASE + ".restoring";

  private final OfflineStore backup;
  private final InstantSource clock;
  private final DamagePolicy policy;
  private final CopyProgress progress;

  /// @param backup a folder with a store, or a file with its database
  public StoreRestore(
      Path backup, InstantSource clock, DamagePolicy policy, CopyProgress progress) {
    this.backup = OfflineStore.at(backup);
    this.clock = clock;
    this.policy = policy;
    this.progress = progress;
  }

  /// Restores the backup, unless it has problems that the policy refuses. Throws
  /// [UncheckedIOException] with a message for the operator; then the folder is as before.
  public StoreCheckReport into(Path data) {
    try {
      if (!Files.isRegularFile(backup.database()))
        throw new IOException("no backup at " + backup.folder().orElse(backup.database()));
      if (Files.exists(data)) requireEmpty(data);
      Path source = backup.folder().orElse(backup.database());
      try (var _ = StoppedFolder.lock(source)) {
        return locked(DataFolderLock.take(data), data);
      }
    } catch (SQLException failed) {
      throw new UncheckedIOException(
          new IOException("nothing was restored: " + failed.getMessage(), failed));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private StoreCheckReport locked(DataFolderLock lock, Path data) throws SQLException, IOException {
    boolean isRestored = false;
    try {
      requireEmpty(data);
      clear(data, CommitLogTable.FILES);
      clear(data, TEMPORARY);
      Path copy = data.resolve(TEMPORARY);
      var problems = new Problems();
      backup.copyTo(copy, problems, progress);
      StoreCheckReport report = checked(copy, data, problems);
      if (report.isSound() || policy == DamagePolicy.ACCEPT) {
        FileSync.file(copy);
        if (backup.folder().isPresent()) ApiKeysFile.copy(backup.folder().get(), data);
        FileSync.folder(data);
        Files.move(copy, lock.database(), StandardCopyOption.ATOMIC_MOVE);
        FileSync.folder(data);
        isRestored = true;
      }
      return report;
    } finally {
      if (!isRestored) {
        clear(data, "surgetank.");
        Files.deleteIfExists(data.resolve(ApiKeysFile.NAME));
      }
      if (isRestored) lock.close();
      else lock.abandon();
    }
  }

  /// Checks the copy, and writes the mark that belongs to it.
  private StoreCheckReport checked(Path copy, Path data, Problems problems)
      throws SQLException, IOException {
    try (var connection = DatabaseConnection.forWriting(copy)) {
      StoreChecker.requireStore(connection, backup.database());
      CommitLogTable.Unflushed unflushed = CommitLogTable.read(connection, copy);
      StorePosition later = unflushed.laterPosition(connection);
      CommitLogTable.replay(connection, unflushed.changes());
      CommitLogTable.delete(copy);
      StorePosition position = StorePosition.of(connection);
      Optional<StorePosition> mark =
          backup.mark().isEmpty() ? Optional.empty() : HighWaterMark.read(backup.mark().get());
      if (position.isBehind(later)) mark = Optional.of(mark.orElse(StorePosition.NONE).max(later));
      if (mark.isPresent() && position.isBehind(mark.get())) {
        problems.add(
            Kind.LOSS, DataFolderLock.MARK, MissingTail.of(mark.get(), position).description());
        HighWaterMark.create(data.resolve(DataFolderLock.ACCEPTED_MARK), mark.get());
      }
      HighWaterMark.create(data.resolve(DataFolderLock.MARK), position);
      return new StoreChecker(connection, problems).check(clock, JobSalvage.Receiver.NONE);
    }
  }

  /// A mounted disk has `lost+found`. Of an interrupted restore or a refused start, the folder may
  /// have files without any job.
  private static void requireEmpty(Path data) throws IOException {
    if (!Files.isDirectory(data)) throw new IOException("not a folder: " + data);
    try (var entries = Files.list(data)) {
      boolean isInterrupted = Files.exists(data.resolve(TEMPORARY));
      for (Path entry : entries.toList()) {
        String name = String.valueOf(entry.getFileName());
        boolean isAllowed =
            switch (name) {
              case "lost+found", DataFolderLock.LOCK_FILE -> true;
              case DataFolderLock.DATABASE -> Files.size(entry) == 0;
              case DataFolderLock.MARK, DataFolderLock.ACCEPTED_MARK, ApiKeysFile.NAME ->
                  isInterrupted;
              default ->
                  name.startsWith(TEMPORARY)
                      || (isInterrupted && name.startsWith(CommitLogTable.FILES));
            };
        if (!isAllowed) throw new DirectoryNotEmptyException(data + " (it has " + name + ")");
      }
    }
  }

  /// Removes the files of the store whose names begin so.
  private static void clear(Path data, String prefix) throws IOException {
    List<Path> files = DataFolderLock.files(data);
    for (Path file : files)
      if (String.valueOf(file.getFileName()).startsWith(prefix)) Files.deleteIfExists(file);
  }
}
