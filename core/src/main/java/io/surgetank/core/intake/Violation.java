package io.surgetank.core.intake;

/// One error in a submission.
///
/// @param pointer the JSON Pointer (RFC 6901) to the invalid value, empty for the whole
/// @param detail what is wrong and what would be valid, for people
public record Violation(String pointer, String detail) {
  /// More would not be read, and the reply must not become many times the size of the body.
  public static final int MAX_VIOLATIONS = 100;

  public static Violation ofWhole(String detail) {
    return new Violation("", detail);
  }

  /// The name as one step of a JSON Pointer.
  static String step(String name) {
    return name.indexOf('~') < 0 && name.indexOf('/') < 0
        ? name
        : name.replace("~", "~0").replace("/", "~1");
  }
}
