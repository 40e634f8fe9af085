package io.surgetank.http;

/// Which phase a connection is in, since when, and how it goes on. Written by the connection's
/// event loop, read by whoever looks for the slow.
final class PhaseTimer {
  private volatile ConnectionPhase connectionPhase = ConnectionPhase.NEW;
  private volatile long since;
  private volatile long lastProgress;
  private volatile long bytes;

  PhaseTimer(long now) {
    since = now;
    lastProgress = now;
  }

  void enter(ConnectionPhase next, long now) {
    since = now;
    lastProgress = now;
    bytes = 0;
    connectionPhase = next;
  }

  @SuppressWarnings({"NonAtomicOperationOnVolatileField", "NonAtomicVolatileUpdate"}) // one writer
  void progressed(long moved, long now) {
    lastProgress = now;
    bytes += moved;
  }

  ConnectionPhase phase() {
    return connectionPhase;
  }

  /// Whether a request is being worked or its response sent, so that the next one must wait.
  boolean isAnswering() {
    ConnectionPhase now = phase();
    return now == ConnectionPhase.WORK || now == ConnectionPhase.RESPONSE;
  }

  /// Whether the client may still send something that is looked at.
  boolean isReading() {
    return switch (connectionPhase) {
      case NEW, IDLE, HEAD, BODY -> true;
      case WORK, RESPONSE, LINGER, CLOSED -> false;
    };
  }

  boolean isExpired(long now) {
    long elapsed = now - since;
    return switch (connectionPhase) {
      case NEW, HEAD -> elapsed > PhaseTimeouts.HEAD;
      case IDLE -> elapsed > PhaseTimeouts.KEEP_ALIVE;
      case BODY, RESPONSE -> PhaseTimeouts.isTooSlow(elapsed, now - lastProgress, bytes);
      case LINGER -> elapsed > PhaseTimeouts.LINGER;
      case WORK, CLOSED -> false;
    };
  }

  /// The order in which places are taken back when they run out, lowest first; connections that
  /// wait for us and not for their client keep theirs.
  int rank() {
    return switch (connectionPhase) {
      case NEW, IDLE, LINGER -> 0;
      case HEAD -> 1;
      case BODY, RESPONSE -> 2;
      case WORK, CLOSED -> Integer.MAX_VALUE;
    };
  }

  long since() {
    return since;
  }

  long silence(long now) {
    return now - lastProgress;
  }
}
