package io.surgetank.proof.mutations;

import java.io.IOException;

/// Compiles the classes and the tests of a module.
@FunctionalInterface
public interface ModuleBuild {
  ModuleClasses compile(MutatedModule module) throws IOException, InterruptedException;
}
