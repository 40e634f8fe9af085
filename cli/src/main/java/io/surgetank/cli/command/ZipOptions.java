package io.surgetank.cli.command;

import io.surgetank.core.configuration.ConfigurationSource;
import io.surgetank.deploy.artifact.DeploymentZip;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/// What the deployment zip is made from.
final class ZipOptions {
  @Option(
      names = "--functions",
      paramLabel = "FILE",
      defaultValue = "",
      description =
          "The functions' own zip. Default: aws/functions/target/surgetank-aws.zip, as it was built")
  private String functions = "";

  /// Throws [UncheckedIOException] with a sentence when it cannot be written.
  void write(
      CommandRuntime commandRuntime, ConfigSource descriptor, List<Path> handlers, Path output) {
    Optional<ConfigurationSource> source =
        switch (descriptor) {
          case ConfigSource.BuiltIn() -> Optional.empty();
          case ConfigSource.File(var path) -> Optional.of(commandRuntime.source(path));
        };
    Path base =
        functions.isEmpty()
            ? commandRuntime.release().built().resolve("aws/functions/target/surgetank-aws.zip")
            : Path.of(functions);
    DeploymentZip.write(new DeploymentZip.Parts(base, source, handlers), output);
  }
}
