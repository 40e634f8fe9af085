package io.surgetank.sqlite.log;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Reads the groups of a log from its files.
public final class SegmentReader {
  private SegmentReader() {}

  /// The groups of a log, in order.
  ///
  /// @param intact each follows the one before
  /// @param afterGap those after a missing or damaged one; empty in an intact log
  public record Groups(List<LogGroup> intact, List<LogGroup> afterGap) {}

  /// The groups after `applied`. Frames that are incomplete or damaged are skipped: the end of a
  /// log may be an interrupted write, which was not acknowledged. Throws if a file begins with a
  /// group of another store; elsewhere such a group is part of a payload or a result.
  ///
  /// @param files may be missing
  /// @param applied the last group whose changes are in the tables
  public static Groups read(List<Path> files, long store, long applied) throws IOException {
    var groups = new ArrayList<LogGroup>();
    for (Path file : files) if (Files.exists(file)) read(file, store, groups);
    groups.removeIf(group -> group.number() <= applied);
    groups.sort(Comparator.comparingLong(LogGroup::number));
    int intact = 0;
    while (intact < groups.size() && groups.get(intact).number() == applied + 1 + intact) intact++;
    return new Groups(
        List.copyOf(groups.subList(0, intact)), List.copyOf(groups.subList(intact, groups.size())));
  }

  private static void read(Path file, long store, List<LogGroup> groups) throws IOException {
    ByteBuffer segment = content(file);
    for (int at = 0; at < segment.limit(); ) {
      Optional<LogFrame> frame = LogFrame.read(segment, at);
      boolean isOther = frame.isPresent() && frame.get().store() != store;
      if (isOther && at == 0) throw new IOException(file + " belongs to another store");
      if (frame.isEmpty() || isOther) {
        at += LogFrame.ALIGNMENT;
        continue;
      }
      groups.add(new LogGroup(frame.get().number(), frame.get().content()));
      at += LogFrame.size(frame.get().content().remaining());
    }
  }

  private static ByteBuffer content(Path file) throws IOException {
    try (var channel = FileChannel.open(file, StandardOpenOption.READ)) {
      var content = ByteBuffer.allocate(Math.toIntExact(channel.size()));
      while (content.hasRemaining() && channel.read(content, content.position()) > 0) {}
      return content.flip();
    }
  }
}
