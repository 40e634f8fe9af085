package io.surgetank.sqlite.log;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.List;

/// The log by which changes are durable before they are in the tables. It has two segments: while
/// the changes of one are written to the tables, the other is filled. For one thread.
///
/// After a failed append the log must not be used again: the content of the disk is unknown.
public final class CommitLog implements AutoCloseable {
  private final List<LogSegment> segments;
  private final long store;
  private long last;
  private int current;

  /// A log that continues after the group `last`, whose changes and all before are in the tables.
  ///
  /// @param files of the two segments; closed with this log
  public CommitLog(List<FileChannel> files, long store, long last) throws IOException {
    this.segments = List.of(new LogSegment(files.getFirst()), new LogSegment(files.getLast()));
    this.store = store;
    this.last = last;
  }

  /// The number of the last group appended.
  public long last() {
    return last;
  }

  /// The index of the current segment.
  public int segment() {
    return current;
  }

  /// The bytes used in the current segment.
  public long used() {
    return segments.get(current).used();
  }

  /// Appends the records and syncs them.
  public void append(LogBuffer records) throws IOException {
    ByteBuffer frame = records.frame(store, last + 1);
    segments.get(current).append(frame);
    last++;
  }

  /// Continues in the other segment, whose groups must be in the tables.
  public void switchSegment() {
    current = 1 - current;
    segments.get(current).reset();
  }

  @Override
  public void close() throws IOException {
    try {
      segments.getFirst().close();
    } finally {
      segments.getLast().close();
    }
  }
}
