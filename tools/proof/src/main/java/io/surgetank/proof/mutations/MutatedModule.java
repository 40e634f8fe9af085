package io.surgetank.proof.mutations;

import java.util.List;

/// The classes of a module that are changed.
///
/// @param name of the module's folder
/// @param classes patterns of class names: `io.surgetank.core.*`
/// @param tests a pattern of the names of test classes
/// @param excludedTests patterns of those that do not run
public record MutatedModule(
    String name,
    List<String> classes,
    String tests,
    List<String> excludedTests,
    List<ExplainedSurvivor> survivors) {

  public MutatedModule {
    classes = List.copyOf(classes);
    excludedTests = List.copyOf(excludedTests);
    survivors = List.copyOf(survivors);
    if (classes.isEmpty()) throw new IllegalArgumentException(name + ": no classes");
  }
}
