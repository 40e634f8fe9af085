package io.surgetank.deploy.deployment;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Runs external programs.
public interface CommandRunner {
  /// The first program of these names on the search path.
  Optional<Path> find(List<String> names);

  /// The same, with their standard output on standard error.
  CommandRunner withOutputOnStandardError();

  /// Runs a command in a folder, on the terminal of this process; returns its exit code.
  int run(Path folder, List<String> command) throws InterruptedException;
}
