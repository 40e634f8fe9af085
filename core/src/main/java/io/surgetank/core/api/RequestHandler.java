package io.surgetank.core.api;

/// What a server carries requests to. Never throws for a client's mistake, and never for a broken
/// backend either: both are responses.
public interface RequestHandler {
  Response answer(Request request);

  /// Decides what the head of a request decides alone, before its body is read: `head` has none.
  /// Must not block: it runs where connections are read.
  default Precheck precheck(Request head) {
    return Precheck.Proceed.UNBOUNDED;
  }

  /// A response that the server made itself, such as a 413, with what its path adds to it.
  default Response refused(Request head, Response refusal) {
    return refusal;
  }

  /// Counts a request that was refused with this status because it could not be read.
  default void unreadable(int status) {}
}
