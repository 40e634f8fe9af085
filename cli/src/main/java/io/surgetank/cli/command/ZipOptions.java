package io.surgetank.cli.command;

import io.surgetank.core.configuration.ConfigurationSource;
import io.surgetank.deploy.artifact.DeploymentZip;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/// What the deployment zip is built from.
final class ZipOptions {
  @Option(
      names = "--functions",
      paramLabel = "FILE",
      defaultValue = "",
      description = "The zip with the functions. Default: the build's surgetank-aws.zip")
  private String functions = "";

  /// Throws [java.io.UncheckedIOException] with a message if it cannot be written.
  void write(
      CommandRuntime commandRuntime,
      ConfigurationChoice configuration,
      List<Path> handlers,
      Path output) {
    Optional<ConfigurationSource> source =
        switch (configuration) {
          case ConfigurationChoice.BuiltIn() -> Optional.empty();
          case ConfigurationChoice.File(var path) -> Optional.of(commandRuntime.source(path));
        };
    Path base =
        functions.isEmpty()
            ? DeploymentZip.built(commandRuntime.deployment().built())
            : Path.of(functions);
    DeploymentZip.write(new DeploymentZip.Contents(base, source, handlers), output);
  }
}
