package io.surgetank.cli.server;

import io.surgetank.deploy.deployment.CommandRunner;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Runs programs of this machine.
///
/// @param searchPath in the format of `$PATH`
/// @param output where their standard output goes
public record ProcessRunner(String searchPath, Output output) implements CommandRunner {
  public enum Output {
    STANDARD_OUTPUT,
    STANDARD_ERROR
  }

  @Override
  public CommandRunner withOutputOnStandardError() {
    return new ProcessRunner(searchPath, Output.STANDARD_ERROR);
  }

  @Override
  public Optional<Path> find(List<String> names) {
    return names.stream().flatMap(this::all).findFirst();
  }

  /// In search path order.
  private Stream<Path> all(String name) {
    return Pattern.compile(Pattern.quote(File.pathSeparator))
        .splitAsStream(searchPath)
        .map(folder -> Path.of(folder.isEmpty() ? "." : folder, name))
        .filter(program -> Files.isRegularFile(program) && Files.isExecutable(program));
  }

  @Override
  public int run(Path folder, List<String> words) throws InterruptedException {
    var builder = new ProcessBuilder(words).directory(folder.toFile()).inheritIO();
    if (output == Output.STANDARD_ERROR) builder.redirectOutput(ProcessBuilder.Redirect.PIPE);
    try {
      Process process = builder.start();
      process.getInputStream().transferTo(System.err);
      return process.waitFor();
    } catch (IOException unstarted) {
      throw new UncheckedIOException(
          new IOException("cannot start " + words.getFirst(), unstarted));
    }
  }
}
