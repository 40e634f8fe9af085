package io.surgetank.proof.mutations;

/// A change of one instruction, and whether a test found it.
///
/// @param className of the changed class, with its package
/// @param code the changed line of its source, without indentation
/// @param change what PIT changed: `changed conditional boundary`
public record Mutant(
    String className, String method, int line, String code, String change, Result result) {

  /// What the tests did.
  public enum Result {
    /// One failed, did not end in time, or ended the process.
    KILLED,
    /// All that execute the line passed.
    SURVIVED,
    /// None executes the line.
    NOT_COVERED
  }

  boolean isKilled() {
    return result == Result.KILLED;
  }

  /// One line for a person.
  String description() {
    String tests = result == Result.SURVIVED ? "survived" : "is not covered by a test";
    return "%s.%s, line %d, %s %s: `%s`".formatted(className, method, line, change, tests, code);
  }
}
