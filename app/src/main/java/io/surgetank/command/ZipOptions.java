package io.surgetank.command;

import io.surgetank.descriptor.Source;
import io.surgetank.pack.DeploymentZip;
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
          "The functions' own zip. Default: aws/target/surgetank-aws.zip, as it was built")
  private String functions = "";

  /// Throws [UncheckedIOException] with a sentence when it cannot be written.
  void write(
      Installation installation, DescriptorSource descriptor, List<Path> handlers, Path output) {
    Optional<Source> source =
        switch (descriptor) {
          case DescriptorSource.BuiltIn() -> Optional.empty();
          case DescriptorSource.File(var path) -> Optional.of(installation.source(path));
        };
    Path base =
        functions.isEmpty()
            ? installation.release().built().resolve("aws/target/surgetank-aws.zip")
            : Path.of(functions);
    DeploymentZip.write(new DeploymentZip.Parts(base, source, handlers), output);
  }
}
