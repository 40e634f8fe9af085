package io.surgetank.sqlite;

import io.surgetank.core.job.PipelineName;
import io.surgetank.core.store.Submission;
import io.surgetank.sqlite.log.CommitLog;
import io.surgetank.sqlite.log.LogContent;
import io.surgetank.sqlite.log.LogGroup;
import io.surgetank.sqlite.log.SegmentReader;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The table that says which store a commit log belongs to, and which of its groups are in the
/// tables; and the groups that are not.
final class CommitLogTable {
  static final String CREATE =
      "CREATE TABLE commit_log(store INTEGER NOT NULL, applied INTEGER NOT NULL)";
  static final String INSERT = "INSERT INTO commit_log(store, applied) VALUES(random(), 0)";
  static final String APPLIED = "UPDATE commit_log SET applied = ?";

  /// How the names of the log's files begin.
  static final String FILES = "surgetank.log.";

  private static final String EXISTS =
      "SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND name = 'commit_log'";

  private record Pipeline(int number, @Nullable String name) {}

  private CommitLogTable() {}

  /// The files of the log beside the database.
  static List<Path> files(Path database) {
    return List.of(database.resolveSibling(FILES + 0), database.resolveSibling(FILES + 1));
  }

  static long store(DatabaseConnection connection) throws SQLException {
    return connection.number("SELECT store FROM commit_log");
  }

  static long applied(DatabaseConnection connection) throws SQLException {
    return connection.number("SELECT applied FROM commit_log");
  }

  /// What is only in the log.
  ///
  /// @param changes as far as nothing is missing before them; `last` is the last group found
  /// @param laterCounters also of groups after a gap
  record Unflushed(UnflushedChanges changes, Map<Integer, Map<String, Long>> laterCounters) {
    /// Whether a group is missing before others.
    boolean hasGap() {
      return !laterCounters.equals(changes.counters());
    }

    /// The position of the store as later groups of the log show it. A missing group counts as a
    /// change, also if no later one shows what it changed.
    StorePosition laterPosition(DatabaseConnection connection) throws SQLException {
      StorePosition later = StorePosition.of(connection, laterCounters);
      return hasGap() ? later.max(changes.position(connection).plusChange()) : later;
    }
  }

  /// Writes to the tables what is only in the log, in one transaction.
  static void replay(DatabaseConnection connection, Path database)
      throws SQLException, IOException {
    UnflushedChanges changes = read(connection, database).changes();
    // Also without changes: the numbers of groups that are lost must not be used again.
    if (changes.last() != applied(connection)) write(connection, changes);
  }

  static void replay(DatabaseConnection connection, UnflushedChanges changes) throws SQLException {
    if (!changes.isEmpty()) write(connection, changes);
  }

  private static void write(DatabaseConnection connection, UnflushedChanges changes)
      throws SQLException {
    connection.query("BEGIN IMMEDIATE").update();
    try {
      changes.write(connection);
      connection.query("COMMIT").update();
    } catch (SQLException failed) {
      rollBack(connection, failed);
      throw failed;
    }
  }

  private static void rollBack(DatabaseConnection connection, SQLException failed) {
    try {
      connection.execute("ROLLBACK");
    } catch (SQLException alreadyRolledBack) {
      failed.addSuppressed(alreadyRolledBack);
    }
  }

  static Unflushed read(DatabaseConnection connection, Path database)
      throws SQLException, IOException {
    var replayed = new Replay(new Memtable(), new HashMap<>());
    if (connection.number(EXISTS) == 0)
      return new Unflushed(new UnflushedChanges(replayed.memtable(), Map.of(), 0), Map.of());
    long applied = applied(connection);
    SegmentReader.Groups groups = SegmentReader.read(files(database), store(connection), applied);
    Map<Integer, PipelineName> names = names(connection);
    for (LogGroup group : groups.intact())
      LogRecords.read(new LogContent(group.content()), names, replayed);
    var later = new Replay(new Memtable(), new HashMap<>());
    replayed.counters().forEach(later::counters);
    for (LogGroup group : groups.afterGap())
      LogRecords.read(new LogContent(group.content()), names, later);
    List<LogGroup> end = groups.afterGap().isEmpty() ? groups.intact() : groups.afterGap();
    long last = end.isEmpty() ? applied : end.getLast().number();
    return new Unflushed(
        new UnflushedChanges(replayed.memtable(), replayed.counters(), last), later.counters());
  }

  /// Without those whose names are damaged: jobs of these are then of an unknown pipeline.
  private static Map<Integer, PipelineName> names(DatabaseConnection connection)
      throws SQLException {
    var names = new HashMap<Integer, PipelineName>();
    for (Pipeline pipeline :
        connection
            .query("SELECT number, name FROM pipeline")
            .all(row -> new Pipeline(row.getInt(1), row.getString(2))))
      if (pipeline.name() != null && PipelineName.isValid(pipeline.name()))
        names.put(pipeline.number(), new PipelineName(pipeline.name()));
    return names;
  }

  private record Replay(Memtable memtable, Map<Integer, Map<String, Long>> counters)
      implements LogRecords.Receiver {
    @Override
    public void accepted(int pipeline, Submission submission) {
      memtable.accept(pipeline, submission);
    }

    @Override
    public void started(long sequence, long at) {
      memtable.start(sequence, at);
    }

    @Override
    public void processed(long sequence, Memtable.Completion completion) {
      memtable.process(sequence, completion);
    }

    @Override
    public void counters(int pipeline, Map<String, Long> values) {
      counters.computeIfAbsent(pipeline, _ -> new HashMap<>()).putAll(values);
    }
  }

  /// Opens the log, whose groups are all in the tables.
  static CommitLog open(DatabaseConnection connection, Path database)
      throws SQLException, IOException {
    List<Path> files = files(database);
    FileChannel first = open(files.getFirst());
    try {
      FileChannel second = open(files.getLast());
      return new CommitLog(List.of(first, second), store(connection), applied(connection));
    } catch (IOException failed) {
      first.close();
      throw failed;
    }
  }

  /// Removes the files of a log that is not needed any more.
  static void delete(Path database) throws IOException {
    for (Path file : files(database)) Files.deleteIfExists(file);
  }

  private static FileChannel open(Path file) throws IOException {
    return FileChannel.open(file, OwnerOnlyFiles.NEW_OR_OLD, OwnerOnlyFiles.attributes(file));
  }
}
