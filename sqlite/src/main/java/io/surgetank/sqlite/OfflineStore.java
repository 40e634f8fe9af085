package io.surgetank.sqlite;

import io.surgetank.core.maintenance.CopyProgress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// The files of a store that is not served: a data folder, a backup, or a database file alone.
///
/// @param folder empty for a file alone: then files beside it may belong to another store
record OfflineStore(Path database, Optional<Path> folder) {
  /// What SQLite keeps beside a database, by the end of the name: its log, and the journal of an
  /// interrupted creation.
  private static final List<String> COMPANIONS = List.of("-wal", "-journal");

  static OfflineStore at(Path place) {
    return Files.isDirectory(place)
        ? new OfflineStore(place.resolve(DataFolderLock.DATABASE), Optional.of(place))
        : new OfflineStore(place, Optional.empty());
  }

  /// Throws with a message for the operator if there is neither a database nor a mark of one.
  void require() throws IOException {
    if (Files.isRegularFile(database)) return;
    Optional<Path> mark = mark();
    if (mark.isEmpty() || !Files.exists(mark.get()))
      throw new IOException(
          folder.isEmpty() ? "no such file or folder: " + database : "no store in " + folder.get());
  }

  Optional<Path> mark() {
    return folder.map(path -> path.resolve(DataFolderLock.MARK));
  }

  Optional<Path> acceptedMark() {
    return folder.map(path -> path.resolve(DataFolderLock.ACCEPTED_MARK));
  }

  /// Copies the database, what SQLite keeps beside it, and the commit log. A file with another name
  /// is a copy: the log beside it is not its own.
  void copyTo(Path target, Problems problems, CopyProgress progress) throws IOException {
    FileCopy.copy(database, target, problems, progress);
    for (String end : COMPANIONS) {
      Path companion = sibling(database, end);
      if (Files.exists(companion))
        FileCopy.copy(companion, sibling(target, end), problems, CopyProgress.NONE);
    }
    if (!database.endsWith(DataFolderLock.DATABASE)) return;
    List<Path> segments = CommitLogTable.files(database);
    for (int i = 0; i < segments.size(); i++)
      if (Files.exists(segments.get(i)))
        FileCopy.copy(
            segments.get(i), CommitLogTable.files(target).get(i), problems, CopyProgress.NONE);
  }

  private static Path sibling(Path file, String end) {
    return file.resolveSibling(file.getFileName() + end);
  }
}
