package io.surgetank.core.api;

/// One method at one path.
@FunctionalInterface
interface Operation {
  /// `id` is the part after the path of a collection, percent-decoded; empty elsewhere.
  Response answer(Request request, String id);
}
