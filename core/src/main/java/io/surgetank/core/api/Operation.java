package io.surgetank.core.api;

/// What one method does at one path.
@FunctionalInterface
interface Operation {
  /// `id` is what follows the path of a collection, percent-decoded; empty elsewhere.
  Response answer(Request request, String id);
}
