package io.surgetank.core.api;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/// Handles the requests of a server. Never throws for a client's mistake or a failed backend: both
/// are responses.
public interface RequestHandler {
  Response answer(Request request);

  /// Answers without blocking the calling thread, which reads connections. Empty, and without any
  /// effect, if the request could block or occupy it for long: then call [#answer].
  ///
  /// @param executor runs what remains to be done when another thread has a result
  default Optional<CompletableFuture<Response>> answerAsync(Request request, Executor executor) {
    return Optional.empty();
  }

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
