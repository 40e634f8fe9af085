package io.surgetank.core.intake;

/// One thing that is wrong with a submission.
///
/// @param pointer the JSON Pointer (RFC 6901) to where it is wrong, empty for the whole
/// @param detail what is wrong and what would be right, for a person to read
public record Violation(String pointer, String detail) {
  /// More faults would not be read; a body of nothing but faults must not make a reply many times
  /// its size.
  public static final int MAX_FAULTS = 100;

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
