package io.surgetank.proof.interleaving;

import java.nio.file.Path;

/// A few threads that call the same objects, and what must hold in every order of their steps.
///
/// @param name of the option `--only`
/// @param run throws an [AssertionError] if something else happened
record Scenario(String name, Run run) {

  /// One execution.
  @FunctionalInterface
  interface Run {
    /// Prepares the objects, runs the threads and checks the result.
    ///
    /// @param folder empty; the caller removes it
    void in(Path folder) throws Exception;
  }
}
