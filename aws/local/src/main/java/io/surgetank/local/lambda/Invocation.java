package io.surgetank.local.lambda;

/// The result of an invocation.
public sealed interface Invocation {
  /// The function returned.
  record Returned(byte[] payload) implements Invocation {}

  /// The function threw, could not start, or its process ended.
  ///
  /// @param type `java.lang.IllegalStateException`, `Runtime.ExitError`, …
  record Failed(String type, String message) implements Invocation {}

  /// The function's timeout expired; its process was killed.
  record TimedOut() implements Invocation {}

  /// No execution environment was available: the invocation did not start. Lambda's `429`.
  record Throttled(Reason reason) implements Invocation {}

  /// The limit that was reached, as Lambda names it.
  enum Reason {
    RESERVED_FUNCTION_CONCURRENT_INVOCATION_LIMIT_EXCEEDED,
    CONCURRENT_INVOCATION_LIMIT_EXCEEDED
  }
}
