package io.surgetank.proof.mutations;

import java.io.IOException;

/// Compiles the classes and the tests of a module.
@FunctionalInterface
public interface ModuleBuild {
  /// Returns when they are compiled.
  ///
  /// @param module its folder
  ModuleClasses compile(String module) throws IOException, InterruptedException;
}
