package io.surgetank.sqlite;

import io.surgetank.core.event.Event;
import io.surgetank.core.pipeline.Pipelines;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/// What an open engine consists of, put together and taken apart in the right order.
record EngineComponents(
    DataDirLock dataDirLock,
    DatabaseConnection writing,
    PipelineStates pipelineStates,
    RetentionTime retentionTime,
    CompletionWaiters completionWaiters,
    ReadConnectionPool readConnectionPool,
    Checkpoints checkpoints,
    Writer writer,
    FailStop failStop,
    HighWaterMark mark,
    StoreFiles files,
    StoreConditions storeConditions) {

  static EngineComponents open(Path path, Pipelines pipelines, EngineDependencies around) {
    DataDirLock dataDirLock = DataDirLock.take(path);
    try {
      dataDirLock.checkHeader();
      reserve(path, around).releaseIfShort(usableBytes(around));
      // A sync that failed under an earlier process may have left the log's end in the page cache
      // alone, marked clean. SQLite would read it from there and append to it; a power cut would
      // then take it away together with all that was appended. So the log is first written again.
      FileSync.rewrite(dataDirLock.log());
      return open(dataDirLock, pipelines, around);
    } catch (SQLException | IOException unusable) {
      closeQuietly(dataDirLock);
      throw new UncheckedIOException(sentence(dataDirLock.database(), unusable), wrapped(unusable));
    } catch (RuntimeException unusable) {
      closeQuietly(dataDirLock);
      throw unusable;
    }
  }

  static DiskReserve reserve(Path folder, EngineDependencies around) {
    return new DiskReserve(folder, around.minFreeBytes() / 8);
  }

  private static long usableBytes(EngineDependencies around) {
    try {
      return around.usableBytes().getAsLong();
    } catch (UncheckedIOException unreadable) {
      return Long.MAX_VALUE;
    }
  }

  private static String sentence(Path file, Exception unusable) {
    return switch (unusable) {
      case Schema.UnusableStore other -> "%s %s".formatted(file, other.getMessage());
      case SQLException failed when !ReadConnectionPool.isCorruption(failed) ->
          "%s cannot be opened: %s".formatted(file, failed.getMessage());
      default ->
          "%s is damaged: %s; put a backup in its place, or move it away to begin anew"
              .formatted(file, unusable.getMessage());
    };
  }

  private static IOException wrapped(Exception cause) {
    return cause instanceof IOException io ? io : new IOException(cause);
  }

  private static EngineComponents open(
      DataDirLock dataDirLock, Pipelines pipelines, EngineDependencies around)
      throws SQLException, IOException {
    Path file = dataDirLock.database();
    Optional<MissingTail> missing =
        MissingTail.look(file, dataDirLock.mark(), dataDirLock.acceptedMark());
    DatabaseConnection writing = DatabaseConnection.forWriting(file);
    try {
      SqliteVersion.check(writing);
      Schema.ensure(writing, pipelines);
      dataDirLock.confirm();
      var storeConditions = new StoreConditions(around.events());
      long now = around.clock().millis();
      if (missing.isPresent())
        missing
            .get()
            .record(writing, dataDirLock.log(), dataDirLock.acceptedMark(), storeConditions, now);
      var recovery = new Recovery(writing);
      PipelineStates pipelineStates =
          recovery.lines(
              pipelines,
              new DamagedRecords(storeConditions),
              new StoreClock(around.clock(), around.nanoTime(), RetentionTime.spans(writing)));
      List<Event> abandoned = recovery.abandon(pipelineStates);
      beginLogAnew(dataDirLock, writing);
      EngineComponents engineComponents =
          start(dataDirLock, writing, pipelineStates, storeConditions, around);
      abandoned.forEach(around.events());
      long waiting =
          pipelineStates.all().stream()
              .mapToLong(pipelineState -> pipelineState.tally().waiting())
              .sum();
      long cutOff = abandoned.stream().filter(Event.Abandoned.class::isInstance).count();
      around.events().accept(new Event.Opened(waiting, cutOff));
      return engineComponents;
    } catch (SQLException | IOException | RuntimeException unusable) {
      writing.close();
      throw unusable;
    }
  }

  /// Copies all of the log into the database and begins it anew, all of it synced, before anything
  /// is accepted: what follows does not rest on what an earlier process wrote. Without effect while
  /// another process reads; the log written again at the start is enough then.
  private static void beginLogAnew(DataDirLock dataDirLock, DatabaseConnection writing)
      throws SQLException, IOException {
    writing.execute("PRAGMA busy_timeout = 0");
    var _ = writing.number("PRAGMA wal_checkpoint(TRUNCATE)");
    writing.execute("PRAGMA busy_timeout = " + DatabaseConnection.WRITER_BUSY_MILLIS);
    dataDirLock.sync();
  }

  private static EngineComponents start(
      DataDirLock dataDirLock,
      DatabaseConnection writing,
      PipelineStates pipelineStates,
      StoreConditions storeConditions,
      EngineDependencies around)
      throws SQLException, IOException {
    Path file = dataDirLock.database();
    var completionWaiters = new CompletionWaiters();
    var failStop = new FailStop(pipelineStates, around.events());
    var readConnectionPool = new ReadConnectionPool(file, failStop::give);
    var files = StoreFiles.of(file, dataDirLock.log());
    var watch = new LogWatch(files, readConnectionPool, storeConditions);
    var mark = HighWaterMark.open(dataDirLock.mark());
    mark.write(StorePosition.of(pipelineStates));
    mark.sync();
    var checkpoints =
        new Checkpoints(
            DatabaseConnection.forCheckpoints(file),
            watch,
            mark,
            failStop::give,
            Checkpoints.PAUSE);
    var commitListeners =
        new Writer.CommitListeners(
            pipelineStates, completionWaiters, checkpoints, failStop, storeConditions, mark);
    var writer = new Writer(writing, files, commitListeners, around);
    checkpoints.start();
    writer.start();
    return new EngineComponents(
        dataDirLock,
        writing,
        pipelineStates,
        RetentionTime.open(writing, pipelineStates.storeClock, storeConditions),
        completionWaiters,
        readConnectionPool,
        checkpoints,
        writer,
        failStop,
        mark,
        files,
        storeConditions);
  }

  long lastSequence() {
    return pipelineStates.all().stream()
        .mapToLong(pipelineState -> pipelineState.last())
        .max()
        .orElse(0);
  }

  void close() {
    writer.close();
    try {
      checkpoints.close();
      readConnectionPool.close();
      writing.close();
      mark.close();
      dataDirLock.close();
    } catch (SQLException | IOException failed) {
      throw new UncheckedIOException(
          "the store was not closed well; what was acknowledged is safe", wrapped(failed));
    }
  }

  private static void closeQuietly(DataDirLock dataDirLock) {
    try {
      dataDirLock.close();
    } catch (IOException alreadyFailing) {
      // The failure that led here is told; this one adds nothing to it.
      return;
    }
  }
}
