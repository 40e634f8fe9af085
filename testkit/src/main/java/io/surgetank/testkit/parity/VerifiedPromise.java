package io.surgetank.testkit.parity;

/// A promise, where it was shown, and by which contract or test.
///
/// @param by a class's simple name
public record VerifiedPromise(Promise promise, TestedBackend testedBackend, String by) {
  /// As a line of a file, with how many tests passed.
  String line(int passed) {
    return String.join("\t", promise.name(), testedBackend.name(), by, Integer.toString(passed));
  }
}
