package io.surgetank.core.api;

/// Handles the requests of a server. Never throws for a client's mistake or a failed backend: both
/// are responses.
public interface RequestHandler {
  Response answer(Request request);

  /// Checks the head of a request before its body is read: `head` has none. Must not block: it runs
  /// on the thread that reads connections.
  default Precheck precheck(Request head) {
    return Precheck.Proceed.UNBOUNDED;
  }

  /// A response of the server itself, such as a 413, with the headers that its path adds.
  default Response refused(Request head, Response refusal) {
    return refusal;
  }

  /// Counts a request that was refused with this status because it could not be read.
  default void unreadable(int status) {}
}
