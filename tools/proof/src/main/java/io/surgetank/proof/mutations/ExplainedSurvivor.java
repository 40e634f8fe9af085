package io.surgetank.proof.mutations;

/// A mutant that no test needs to kill, with the reason. Applies to all mutants that match.
///
/// @param className with its package; nested classes are included
/// @param code a part of the changed line; empty for every line
/// @param change a part of what PIT changed; empty for every change
/// @param reason why it changes nothing that matters, a sentence
public record ExplainedSurvivor(String className, String code, String change, String reason) {

  public ExplainedSurvivor {
    if (reason.isBlank()) throw new IllegalArgumentException(className + ": no reason");
  }

  boolean matches(Mutant mutant) {
    return isClass(mutant.className())
        && mutant.code().contains(code)
        && mutant.change().contains(change);
  }

  private boolean isClass(String name) {
    return name.equals(className) || name.startsWith(className + "$");
  }

  /// One line for a person.
  String description() {
    return "%s: \"%s\", \"%s\"".formatted(className, code, change);
  }
}
