package io.surgetank.sqlite;

import io.surgetank.core.maintenance.CopyProgress;
import io.surgetank.core.maintenance.StoreCheckReport;
import io.surgetank.core.maintenance.StoreProblem.Kind;
import io.surgetank.core.pipeline.Pipelines;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/// Checks a stopped store without changing it, and saves what can be read.
///
/// SQLite cannot read a database with a log without writing files beside it, so all files are first
/// copied into a temporary folder, and only the copy is opened. Servers cannot start on the folder
/// meanwhile.
public final class StoreDoctor {
  private static final Pipelines NONE = new Pipelines(List.of());

  private final OfflineStore store;
  private final Path temporary;
  private final InstantSource clock;
  private final CopyProgress progress;
  private final Problems problems = new Problems();

  /// @param store a data folder, a backup, or a database file
  /// @param temporary the parent of the temporary folder
  public StoreDoctor(Path store, Path temporary, InstantSource clock, CopyProgress progress) {
    this.store = OfflineStore.at(store);
    this.temporary = temporary;
    this.clock = clock;
    this.progress = progress;
  }

  /// Throws [UncheckedIOException] with a message for the operator if the store cannot be checked.
  public StoreCheckReport check() {
    return check(JobSalvage.Receiver.NONE);
  }

  /// The same, and writes every readable job into a new file.
  public StoreCheckReport checkAndExport(Path file) {
    try (var export = new JobExport(file)) {
      StoreCheckReport report = check(export);
      export.complete();
      return report;
    } catch (IOException unwritten) {
      throw new UncheckedIOException(unwritten);
    }
  }

  private StoreCheckReport check(JobSalvage.Receiver receiver) {
    try {
      store.require();
      try (var _ = StoppedFolder.lock(store.folder().orElse(store.database()));
          var folder = TemporaryFolder.in(temporary, "surgetank-doctor-")) {
        if (store.folder().isPresent())
          new FolderPermissions(store.folder().get(), problems).check();
        Path copy = copy(folder);
        checkHeader(copy);
        findLoss(folder, copy);
        return opened(copy, receiver);
      }
    } catch (IOException uncheckable) {
      throw new UncheckedIOException(uncheckable);
    }
  }

  private Path copy(TemporaryFolder folder) throws IOException {
    Path copy = folder.resolve(DataFolderLock.DATABASE);
    if (Files.exists(store.database())) store.copyTo(copy, problems, progress);
    else {
      problems.add(Kind.FORMAT, DataFolderLock.DATABASE, "is missing");
      Files.createFile(copy, OwnerOnlyFiles.attributes(copy));
    }
    copyIfPresent(store.mark(), folder);
    copyIfPresent(store.acceptedMark(), folder);
    return copy;
  }

  private void copyIfPresent(Optional<Path> mark, TemporaryFolder folder) throws IOException {
    if (mark.isEmpty() || !Files.exists(mark.get())) return;
    Path name = mark.get().getFileName();
    if (name != null)
      FileCopy.copy(mark.get(), folder.resolve(name.toString()), problems, CopyProgress.NONE);
  }

  /// A start refuses a damaged header even if the log has an intact one, with which all can be
  /// read.
  private void checkHeader(Path copy) {
    try (var database = FileChannel.open(copy, StandardOpenOption.READ)) {
      DataFolderLock.checkHeader(copy.resolveSibling(""), database);
    } catch (IOException damaged) {
      problems.add(Kind.FORMAT, DataFolderLock.DATABASE, String.valueOf(damaged.getMessage()));
    }
  }

  /// Compares the store with its mark, as a start does.
  private void findLoss(TemporaryFolder folder, Path copy) {
    Path mark = folder.resolve(DataFolderLock.MARK);
    Path accepted = folder.resolve(DataFolderLock.ACCEPTED_MARK);
    try {
      Optional<MissingTail> loss = MissingTail.find(copy, mark, accepted);
      if (loss.isPresent())
        problems.add(Kind.LOSS, DataFolderLock.ACCEPTED_MARK, loss.get().description());
    } catch (Schema.UnusableStore missing) {
      problems.add(Kind.LOSS, DataFolderLock.MARK, "the store " + missing.getMessage());
    } catch (SQLException | IOException unreadable) {
      // Opening it reports why.
      return;
    }
  }

  private StoreCheckReport opened(Path copy, JobSalvage.Receiver receiver) {
    try (var connection = DatabaseConnection.forWriting(copy)) {
      SqliteVersion.check(connection);
      Schema.ensure(connection, NONE);
      replay(connection, copy);
      checkMark(copy.resolveSibling(DataFolderLock.MARK), StorePosition.of(connection));
      return new StoreChecker(connection, problems).check(clock, receiver);
    } catch (SQLException | IOException unusable) {
      problems.add(Kind.FORMAT, DataFolderLock.DATABASE, String.valueOf(unusable.getMessage()));
      return new StoreCheckReport(0, 0, problems.total(), problems.first());
    }
  }

  /// Adds what is only in the commit log. Without it, the jobs in the tables can be read.
  private void replay(DatabaseConnection connection, Path copy) {
    try {
      CommitLogTable.replay(connection, copy);
    } catch (SQLException | IOException unreadable) {
      problems.add(Kind.FORMAT, "commit log", String.valueOf(unreadable.getMessage()));
    }
  }

  /// The mark of a store without jobs has no position yet.
  private void checkMark(Path mark, StorePosition position) throws IOException {
    if (Files.exists(mark)
        && HighWaterMark.read(mark).isEmpty()
        && !position.equals(StorePosition.NONE))
      problems.add(Kind.LOSS, DataFolderLock.MARK, "is damaged: it has no readable position");
  }
}
