package io.surgetank.core.api;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/// One method at one path.
@FunctionalInterface
interface Operation {
  /// `id` is the part after the path of a collection, percent-decoded; empty elsewhere.
  Response answer(Request request, String id);

  /// As [RequestHandler#answerAsync].
  default Optional<CompletableFuture<Response>> answerAsync(Request request, Executor executor) {
    return Optional.empty();
  }
}
