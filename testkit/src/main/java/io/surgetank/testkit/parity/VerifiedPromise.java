package io.surgetank.testkit.parity;

/// A promise, the backend on which it was verified, and the contract or test.
///
/// @param by a class's simple name
public record VerifiedPromise(Promise promise, TestedBackend testedBackend, String by) {
  /// As a line of a file, with the number of passed tests.
  String line(int passed) {
    return String.join("\t", promise.name(), testedBackend.name(), by, Integer.toString(passed));
  }
}
