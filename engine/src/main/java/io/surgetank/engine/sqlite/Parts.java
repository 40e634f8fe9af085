package io.surgetank.engine.sqlite;

import io.surgetank.event.Event;
import io.surgetank.pipeline.Pipelines;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;

/// What an open engine consists of, put together and taken apart in the right order.
record Parts(
    Folder folder,
    Database writing,
    Lines lines,
    Ends ends,
    Readers readers,
    Checkpoints checkpoints,
    Writer writer,
    Poison poison) {

  static Parts open(Path path, Pipelines pipelines, Surroundings around) {
    Folder folder = Folder.take(path);
    try {
      folder.checkHeader();
      return open(folder, pipelines, around);
    } catch (SQLException | IOException unusable) {
      closeQuietly(folder);
      throw new UncheckedIOException(sentence(folder.database(), unusable), wrapped(unusable));
    } catch (RuntimeException unusable) {
      closeQuietly(folder);
      throw unusable;
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
      throws SQLException {
    Path file = folder.database();
    Database writing = Database.forWriting(file);
    try {
      Schema.ensure(writing);
      var recovery = new Recovery(writing);
      Lines lines = recovery.lines(pipelines);
      List<Event> abandoned = recovery.abandon(lines, around.clock().millis());
      Parts parts = start(folder, writing, lines, around);
      abandoned.forEach(around.events());
      long waiting = lines.all().stream().mapToLong(line -> line.tally().waiting()).sum();
      long cutOff = abandoned.stream().filter(Event.Abandoned.class::isInstance).count();
      around.events().accept(new Event.Opened(waiting, cutOff));
      return parts;
    } catch (SQLException unusable) {
      writing.close();
      throw unusable;
    }
  }

  private static Parts start(Folder folder, Database writing, Lines lines, Surroundings around)
      throws SQLException {
    Path file = folder.database();
    var ends = new Ends();
    var poison = new Poison(lines, around.events());
    var readers = new Readers(file, poison::give);
    var checkpoints = new Checkpoints(Database.forCheckpoints(file), poison::give);
    var writer = new Writer(writing, new Writer.Told(lines, ends, checkpoints, poison), around);
    checkpoints.start();
    writer.start();
    return new Parts(folder, writing, lines, ends, readers, checkpoints, writer, poison);
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
