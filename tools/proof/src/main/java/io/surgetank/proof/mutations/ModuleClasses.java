package io.surgetank.proof.mutations;

import java.nio.file.Path;

/// Where the compiled classes of a module are.
///
/// @param folder of the module, in which its tests run
/// @param sources of the classes that are changed
public record ModuleClasses(Path folder, Path sources, Path main, Path tests) {}
