package io.surgetank.core.work;

/// A failure: a line for people, and the stack trace, which is empty without an exception.
record Failure(String text, String stackTrace) {
  static Failure of(String text) {
    return new Failure(text, "");
  }
}
