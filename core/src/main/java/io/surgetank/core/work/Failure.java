package io.surgetank.core.work;

/// What is known of a failure: a line for people, and where it came from, which is empty when no
/// exception tells it.
record Failure(String text, String stackTrace) {
  static Failure of(String text) {
    return new Failure(text, "");
  }
}
