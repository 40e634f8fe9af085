package io.surgetank.proof.mutations;

import java.util.List;

/// Classes of a module that are changed, and the tests that must notice it.
///
/// @param module its folder
/// @param classes patterns of class names: `io.surgetank.core.api.*`
/// @param tests patterns of the names of test classes
/// @param excludedTests patterns of those that do not run
/// @param survivors explained ones
public record MutatedPart(
    String name,
    String module,
    List<String> classes,
    List<String> tests,
    List<String> excludedTests,
    List<ExplainedSurvivor> survivors) {

  public MutatedPart {
    classes = List.copyOf(classes);
    tests = List.copyOf(tests);
    excludedTests = List.copyOf(excludedTests);
    survivors = List.copyOf(survivors);
    if (classes.isEmpty() || tests.isEmpty())
      throw new IllegalArgumentException(name + ": no classes, or no tests");
  }
}
