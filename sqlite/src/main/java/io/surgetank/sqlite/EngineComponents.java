package io.surgetank.sqlite;

import io.surgetank.core.event.Event;
import io.surgetank.core.pipeline.Pipelines;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/// The components of an open engine, started and stopped in the right order.
record EngineComponents(
    DataFolderLock lock,
    DatabaseConnection writing,
    DatabaseConnection reading,
    LoggedChanges changes,
    PipelineStates states,
    RetentionClock retention,
    CompletionWaiters waiters,
    ReadConnectionPool readers,
    Checkpoints checkpoints,
    Writer writer,
    FailStop failStop,
    HighWaterMark mark,
    FileIdentityCheck files,
    StoreConditions conditions) {

  static EngineComponents open(Path path, Pipelines pipelines, EngineDependencies dependencies) {
    DataFolderLock lock = DataFolderLock.take(path);
    try {
      lock.checkHeader();
      reserve(path, dependencies).releaseIfShort(usableBytes(dependencies));
      // After a failed sync in an earlier process, the log's end may be only in the page cache,
      // marked clean. SQLite would read it from there and append to it; a power failure would then
      // lose both. So the log is first written again.
      FileSync.rewrite(lock.log());
      for (Path segment : CommitLogTable.files(lock.database())) FileSync.rewrite(segment);
      return open(lock, pipelines, dependencies);
    } catch (SQLException | IOException unusable) {
      lock.abandon();
      throw new UncheckedIOException(message(lock.database(), unusable), wrapped(unusable));
    } catch (RuntimeException unusable) {
      lock.abandon();
      throw unusable;
    }
  }

  static DiskReserve reserve(Path folder, EngineDependencies dependencies) {
    return new DiskReserve(folder, dependencies.minFreeBytes());
  }

  private static long usableBytes(EngineDependencies dependencies) {
    try {
      return dependencies.usableBytes().getAsLong();
    } catch (UncheckedIOException unreadable) {
      return Long.MAX_VALUE;
    }
  }

  private static String message(Path file, Exception unusable) {
    return switch (unusable) {
      case Schema.UnusableStore other -> "%s %s".formatted(file, other.getMessage());
      case SQLException failed when !ReadConnectionPool.isCorruption(failed) ->
          "%s cannot be opened: %s".formatted(file, failed.getMessage());
      default ->
          "%s is damaged: %s; restore a backup, or move the file away to start with an empty store"
              .formatted(file, unusable.getMessage());
    };
  }

  private static IOException wrapped(Exception cause) {
    return cause instanceof IOException io ? io : new IOException(cause);
  }

  private static EngineComponents open(
      DataFolderLock lock, Pipelines pipelines, EngineDependencies dependencies)
      throws SQLException, IOException {
    Path file = lock.database();
    Optional<MissingTail> missing = MissingTail.find(file, lock.mark(), lock.acceptedMark());
    DatabaseConnection writing = DatabaseConnection.forWriting(file);
    try {
      SqliteVersion.check(writing);
      Schema.ensure(writing, pipelines);
      lock.confirm();
      var conditions = new StoreConditions(dependencies.events());
      long now = dependencies.clock().millis();
      if (missing.isPresent()) missing.get().record(writing, lock.log(), conditions, now);
      CommitLogTable.replay(writing, file);
      if (missing.isPresent()) Files.delete(lock.acceptedMark());
      var recovery = new Recovery(writing);
      PipelineStates states =
          recovery.states(
              pipelines,
              new DamagedRecords(conditions),
              new StoreClock(
                  dependencies.clock(), dependencies.nanoTime(), RetentionClock.spans(writing)));
      List<Event> abandoned = recovery.abandon(states);
      restartLog(lock, writing);
      EngineComponents components = start(lock, writing, states, conditions, dependencies);
      abandoned.forEach(dependencies.events());
      long unfinished =
          states.all().stream().mapToLong(state -> state.counters().unfinished()).sum();
      long interrupted = abandoned.stream().filter(Event.Abandoned.class::isInstance).count();
      dependencies.events().accept(new Event.Opened(unfinished, interrupted));
      return components;
    } catch (SQLException | IOException | RuntimeException unusable) {
      writing.close();
      throw unusable;
    }
  }

  /// Copies the whole log into the database, syncs it and truncates the log before anything is
  /// accepted, so that new commits do not depend on what an earlier process wrote. Has no effect
  /// while another process reads; rewriting the log at the start is enough then.
  private static void restartLog(DataFolderLock lock, DatabaseConnection writing)
      throws SQLException, IOException {
    writing.execute("PRAGMA busy_timeout = 0");
    var _ = writing.number("PRAGMA wal_checkpoint(TRUNCATE)");
    writing.execute("PRAGMA busy_timeout = " + DatabaseConnection.WRITER_BUSY_MILLIS);
    lock.sync();
  }

  private static EngineComponents start(
      DataFolderLock lock,
      DatabaseConnection writing,
      PipelineStates states,
      StoreConditions conditions,
      EngineDependencies dependencies)
      throws SQLException, IOException {
    Path file = lock.database();
    var reading = DatabaseConnection.forReading(file);
    var changes = new LoggedChanges(CommitLogTable.open(writing, lock.database()));
    FileSync.folder(lock.folder());
    var waiters = new CompletionWaiters();
    var failStop = new FailStop(states, dependencies.events());
    var readers = new ReadConnectionPool(file, failStop::trigger);
    var files = FileIdentityCheck.of(file, lock.log());
    var logSizeMonitor = new WalSizeMonitor(files, readers, conditions);
    var mark = HighWaterMark.open(lock.mark());
    mark.write(StorePosition.of(states));
    mark.sync();
    var checkpoints =
        new Checkpoints(
            DatabaseConnection.forCheckpoints(file),
            logSizeMonitor,
            mark,
            failStop::trigger,
            Checkpoints.PAUSE,
            dependencies.threads());
    var listeners = new CommitListeners(states, waiters, checkpoints, failStop, conditions, mark);
    var writer =
        new Writer(new CommitTargets(writing, reading, changes, files), listeners, dependencies);
    checkpoints.start();
    writer.start();
    return new EngineComponents(
        lock,
        writing,
        reading,
        changes,
        states,
        RetentionClock.open(writing, states.clock, conditions),
        waiters,
        readers,
        checkpoints,
        writer,
        failStop,
        mark,
        files,
        conditions);
  }

  long lastSequence() {
    return states.all().stream().mapToLong(state -> state.last()).max().orElse(0);
  }

  void close() {
    writer.close();
    // Closed in the reverse order; the folder is released also if one fails.
    try (lock;
        mark;
        changes;
        writing;
        reading;
        readers;
        checkpoints) {
      // All changes are in the tables then.
      if (changes.isEmpty() && !changes.isFlushing()) CommitLogTable.delete(lock.database());
    } catch (SQLException | IOException failed) {
      throw new UncheckedIOException(
          "closing the store failed; acknowledged jobs are safe", wrapped(failed));
    }
  }
}
