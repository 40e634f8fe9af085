package io.surgetank.deploy.deployment;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Other people's commands.
public interface CommandRunner {
  /// Where a program of one of these names is: the first that the search path has.
  Optional<Path> find(List<String> names);

  /// The same, with what they write to standard output on standard error.
  CommandRunner aside();

  /// Runs it in a folder, in front of the person who sits here; gives its exit code.
  int run(Path folder, List<String> words) throws InterruptedException;
}
