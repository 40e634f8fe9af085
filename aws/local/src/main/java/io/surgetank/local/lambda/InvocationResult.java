package io.surgetank.local.lambda;

/// The result of an invocation.
public sealed interface InvocationResult {
  /// The function returned.
  record Returned(byte[] payload) implements InvocationResult {}

  /// The function threw, could not start, or its process ended.
  ///
  /// @param type `java.lang.IllegalStateException`, `Runtime.ExitError`, …
  record Failed(String type, String message) implements InvocationResult {}

  /// The function's timeout expired; its process was killed.
  record TimedOut() implements InvocationResult {}

  /// No execution environment was available: the invocation did not start. Lambda's `429`.
  record Throttled(Reason reason) implements InvocationResult {}

  /// The limit that was reached, as Lambda names it.
  enum Reason {
    RESERVED_FUNCTION_CONCURRENT_INVOCATION_LIMIT_EXCEEDED,
    CONCURRENT_INVOCATION_LIMIT_EXCEEDED
  }
}
