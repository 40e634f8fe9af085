package io.surgetank.proof.history;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/// A file to which several processes append entries. A line is one `write` with `O_APPEND`: lines
/// are not mixed, their order is that of the calls, and those of a killed process remain.
public final class HistoryLog implements EntrySink, AutoCloseable {
  private final Path file;
  private final FileChannel channel;

  public HistoryLog(Path file) throws IOException {
    this.file = file;
    this.channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  /// Returns when other processes would read the entry before any that they append.
  @Override
  public void append(HistoryEntry entry) {
    byte[] line = (HistoryEntryFormat.line(entry) + "\n").getBytes(StandardCharsets.UTF_8);
    try {
      if (channel.write(ByteBuffer.wrap(line)) != line.length)
        throw new IOException("the line was written in part");
    } catch (IOException unwritten) {
      throw new UncheckedIOException("the history cannot be written: " + file, unwritten);
    }
  }

  /// All entries of all processes.
  public List<HistoryEntry> read() throws IOException {
    try (var lines = Files.lines(file)) {
      return lines.map(HistoryEntryFormat::parse).toList();
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
