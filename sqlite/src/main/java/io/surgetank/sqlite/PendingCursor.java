package io.surgetank.sqlite;

/// How far the pending jobs of a pipeline have been read from the tables while changes are only in
/// the commit log. Used by the writer's thread.
final class PendingCursor {
  private long sequence;
  private boolean isAtEnd;

  /// The pending jobs up to this sequence have been read.
  long sequence() {
    return sequence;
  }

  /// Whether the tables had no more: the others are only in the log.
  boolean isAtEnd() {
    return isAtEnd;
  }

  void moveTo(long last, boolean isEnd) {
    sequence = last;
    isAtEnd = isEnd;
  }

  /// The tables have changed: jobs before the last one read may be pending now.
  void reset() {
    moveTo(0, false);
  }
}
