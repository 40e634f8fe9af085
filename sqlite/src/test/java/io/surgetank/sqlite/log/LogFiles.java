package io.surgetank.sqlite.log;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/// The two files of a log in a test's folder.
record LogFiles(Path first, Path second) {
  static final long STORE = 0x1234_5678_9abc_def0L;

  static LogFiles in(Path folder) {
    return new LogFiles(folder.resolve("log.0"), folder.resolve("log.1"));
  }

  List<Path> both() {
    return List.of(first, second);
  }

  /// A log that continues after the group `last`.
  CommitLog open(long last) throws IOException {
    return open(STORE, last);
  }

  CommitLog open(long store, long last) throws IOException {
    return new CommitLog(List.of(channel(first), channel(second)), store, last);
  }

  private static FileChannel channel(Path file) throws IOException {
    return FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
  }

  static void append(CommitLog log, String... texts) throws IOException {
    for (String text : texts) log.append(new LogBuffer().putText(text));
  }

  SegmentReader.Groups read(long applied) throws IOException {
    return SegmentReader.read(both(), STORE, applied);
  }

  /// The texts of the groups, each after its number.
  static List<String> texts(List<LogGroup> groups) {
    var texts = new ArrayList<String>();
    for (LogGroup group : groups)
      texts.add(group.number() + ":" + new LogContent(group.content()).readText());
    return texts;
  }

  /// Flips bits of one byte of the first file.
  void flip(int at, int bits) throws IOException {
    byte[] content = Files.readAllBytes(first);
    content[at] ^= (byte) bits;
    Files.write(first, content);
  }
}
