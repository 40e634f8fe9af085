package io.surgetank.engine.sqlite;

import io.surgetank.event.Event;
import io.surgetank.pipeline.Pipelines;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/// What an open engine consists of, put together and taken apart in the right order.
record Parts(
    Folder folder,
    Database writing,
    Lines lines,
    Retaining retaining,
    Ends ends,
    Readers readers,
    Checkpoints checkpoints,
    Writer writer,
    Poison poison,
    HighWaterMark mark,
    StoreFiles files,
    Conditions conditions) {

  static Parts open(Path path, Pipelines pipelines, Surroundings around) {
    Folder folder = Folder.take(path);
    try {
      folder.checkHeader();
      reserve(path, around).releaseIfShort(usableBytes(around));
      // A sync that failed under an earlier process may have left the log's end in the page cache
      // alone, marked clean. SQLite would read it from there and append to it; a power cut would
      // then take it away together with all that was appended. So the log is first written again.
      FileSync.rewrite(folder.log());
      return open(folder, pipelines, around);
    } catch (SQLException | IOException unusable) {
      closeQuietly(folder);
      throw new UncheckedIOException(sentence(folder.database(), unusable), wrapped(unusable));
    } catch (RuntimeException unusable) {
      closeQuietly(folder);
      throw unusable;
    }
  }

  static Reserve reserve(Path folder, Surroundings around) {
    return new Reserve(folder, around.minFreeBytes() / 8);
  }

  private static long usableBytes(Surroundings around) {
    try {
      return around.usableBytes().getAsLong();
    } catch (UncheckedIOException unreadable) {
      return Long.MAX_VALUE;
    }
  }

  private static String sentence(Path file, Exception unusable) {
    return switch (unusable) {
      case Schema.UnusableStore other -> "%s %s".formatted(file, other.getMessage());
      case SQLException failed when !Readers.isCorruption(failed) ->
          "%s cannot be opened: %s".formatted(file, failed.getMessage());
      default ->
          "%s is damaged: %s; put a backup in its place, or move it away to begin anew"
              .formatted(file, unusable.getMessage());
    };
  }

  private static IOException wrapped(Exception cause) {
    return cause instanceof IOException io ? io : new IOException(cause);
  }

  private static Parts open(Folder folder, Pipelines pipelines, Surroundings around)
      throws SQLException, IOException {
    Path file = folder.database();
    Optional<MissingTail> missing = MissingTail.look(file, folder.mark(), folder.acceptedMark());
    Database writing = Database.forWriting(file);
    try {
      SqliteVersion.check(writing);
      Schema.ensure(writing, pipelines);
      folder.confirm();
      var conditions = new Conditions(around.events());
      long now = around.clock().millis();
      if (missing.isPresent())
        missing.get().record(writing, folder.log(), folder.acceptedMark(), conditions, now);
      var recovery = new Recovery(writing);
      Lines lines =
          recovery.lines(
              pipelines,
              new Damage(conditions),
              new Timeline(around.clock(), around.nanoTime(), Retaining.spans(writing)));
      List<Event> abandoned = recovery.abandon(lines);
      beginLogAnew(folder, writing);
      Parts parts = start(folder, writing, lines, conditions, around);
      abandoned.forEach(around.events());
      long waiting = lines.all().stream().mapToLong(line -> line.tally().waiting()).sum();
      long cutOff = abandoned.stream().filter(Event.Abandoned.class::isInstance).count();
      around.events().accept(new Event.Opened(waiting, cutOff));
      return parts;
    } catch (SQLException | IOException | RuntimeException unusable) {
      writing.close();
      throw unusable;
    }
  }

  /// Copies all of the log into the database and begins it anew, all of it synced, before anything
  /// is accepted: what follows does not rest on what an earlier process wrote. Without effect while
  /// another process reads; the log written again at the start is enough then.
  private static void beginLogAnew(Folder folder, Database writing)
      throws SQLException, IOException {
    writing.execute("PRAGMA busy_timeout = 0");
    var _ = writing.number("PRAGMA wal_checkpoint(TRUNCATE)");
    writing.execute("PRAGMA busy_timeout = " + Database.WRITER_BUSY_MILLIS);
    folder.sync();
  }

  private static Parts start(
      Folder folder, Database writing, Lines lines, Conditions conditions, Surroundings around)
      throws SQLException, IOException {
    Path file = folder.database();
    var ends = new Ends();
    var poison = new Poison(lines, around.events());
    var readers = new Readers(file, poison::give);
    var files = StoreFiles.of(file, folder.log());
    var watch = new LogWatch(files, readers, conditions);
    var mark = HighWaterMark.open(folder.mark());
    mark.write(Position.of(lines));
    mark.sync();
    var checkpoints = new Checkpoints(Database.forCheckpoints(file), watch, mark, poison::give);
    var told = new Writer.Told(lines, ends, checkpoints, poison, conditions, mark);
    var writer = new Writer(writing, files, told, around);
    checkpoints.start();
    writer.start();
    return new Parts(
        folder,
        writing,
        lines,
        Retaining.open(writing, lines.timeline, conditions),
        ends,
        readers,
        checkpoints,
        writer,
        poison,
        mark,
        files,
        conditions);
  }

  long lastSequence() {
    return lines.all().stream().mapToLong(line -> line.last()).max().orElse(0);
  }

  void close() {
    writer.close();
    try {
      checkpoints.close();
      readers.close();
      writing.close();
      mark.close();
      folder.close();
    } catch (SQLException | IOException failed) {
      throw new UncheckedIOException(
          "the store was not closed well; what was acknowledged is safe", wrapped(failed));
    }
  }

  private static void closeQuietly(Folder folder) {
    try {
      folder.close();
    } catch (IOException alreadyFailing) {
      // The failure that led here is told; this one adds nothing to it.
      return;
    }
  }
}
