package io.surgetank.local.lambda;

/// How a call ended.
public sealed interface Invocation {
  /// The function answered.
  record Answered(byte[] payload) implements Invocation {}

  /// The function threw, could not start, or its process ended.
  ///
  /// @param type `java.lang.IllegalStateException`, `Runtime.ExitError`, …
  record Failed(String type, String message) implements Invocation {}

  /// The function's own timeout passed; its process was ended.
  record TimedOut() implements Invocation {}

  /// No execution environment could be had: the call did not begin. Lambda's `429`.
  record Throttled(Reason reason) implements Invocation {}

  /// Which bound was met, in Lambda's words.
  enum Reason {
    RESERVED_FUNCTION_CONCURRENT_INVOCATION_LIMIT_EXCEEDED,
    CONCURRENT_INVOCATION_LIMIT_EXCEEDED
  }
}
