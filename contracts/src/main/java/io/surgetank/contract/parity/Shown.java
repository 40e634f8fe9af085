package io.surgetank.contract.parity;

/// A promise, where it was shown, and by which contract or test.
///
/// @param by a class's simple name
public record Shown(Promise promise, Stage stage, String by) {
  /// As a line of a file, with how many tests passed.
  String line(int passed) {
    return String.join("\t", promise.name(), stage.name(), by, Integer.toString(passed));
  }
}
