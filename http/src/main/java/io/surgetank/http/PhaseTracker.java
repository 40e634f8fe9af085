package io.surgetank.http;

/// The phase of a connection, its start and its progress. Written by the connection's event loop,
/// read by the thread that checks for slow connections.
final class PhaseTracker {
  private volatile ConnectionPhase phase = ConnectionPhase.NEW;
  private volatile long since;
  private volatile long lastProgress;
  private volatile long bytes;

  PhaseTracker(long now) {
    since = now;
    lastProgress = now;
  }

  void enter(ConnectionPhase next, long now) {
    since = now;
    lastProgress = now;
    bytes = 0;
    phase = next;
  }

  @SuppressWarnings({"NonAtomicOperationOnVolatileField", "NonAtomicVolatileUpdate"}) // one writer
  void progressed(long moved, long now) {
    lastProgress = now;
    bytes += moved;
  }

  ConnectionPhase phase() {
    return phase;
  }

  /// Whether a request is being answered, so that the next one must wait.
  boolean isAnswering() {
    ConnectionPhase now = phase();
    return now == ConnectionPhase.WORK || now == ConnectionPhase.RESPONSE;
  }

  /// Whether bytes from the client are parsed in this phase.
  boolean isReading() {
    return switch (phase) {
      case NEW, IDLE, HEAD, BODY -> true;
      case WORK, RESPONSE, LINGER, CLOSED -> false;
    };
  }

  boolean isExpired(long now) {
    long elapsed = now - since;
    return switch (phase) {
      case NEW, HEAD -> elapsed > PhaseTimeouts.HEAD;
      case IDLE -> elapsed > PhaseTimeouts.KEEP_ALIVE;
      case BODY, RESPONSE -> PhaseTimeouts.isTooSlow(elapsed, now - lastProgress, bytes);
      case LINGER -> elapsed > PhaseTimeouts.LINGER;
      case WORK, CLOSED -> false;
    };
  }

  /// The order in which connections are reclaimed, lowest first; one whose request is being
  /// processed is never reclaimed.
  int rank() {
    return switch (phase) {
      case NEW, IDLE, LINGER -> 0;
      case HEAD -> 1;
      case BODY, RESPONSE -> 2;
      case WORK, CLOSED -> Integer.MAX_VALUE;
    };
  }

  /// Whether the client is silent in the middle of a request or response.
  boolean isStalled(long now) {
    return switch (phase) {
      case HEAD, BODY, RESPONSE -> silence(now) > PhaseTimeouts.SPARE;
      case NEW, IDLE, WORK, LINGER, CLOSED -> false;
    };
  }

  long since() {
    return since;
  }

  long silence(long now) {
    return now - lastProgress;
  }
}
