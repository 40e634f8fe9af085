package io.surgetank.command;

import io.surgetank.descriptor.Source;
import io.surgetank.pack.DeploymentZip;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Makes the zip that the functions run.
@Command(
    name = "package",
    description = "Make the deployment zip: the functions, your descriptor, schemas and handlers.",
    footer = {
      "",
      "Examples:",
      "  surgetank package",
      "  surgetank package --config my/surgetank.yaml --classpath my/handlers.jar"
    })
final class PackageCommand implements Callable<Integer> {
  @Mixin private DeployOptions options = new DeployOptions();

  @Option(
      names = "--output",
      paramLabel = "FILE",
      defaultValue = "surgetank-aws.zip",
      description = "Where to. Default: ${DEFAULT-VALUE}")
  private Path output = Path.of("surgetank-aws.zip");

  @Option(
      names = "--functions",
      paramLabel = "FILE",
      defaultValue = "aws/target/surgetank-aws.zip",
      description = "The functions' own zip, as it was built. Default: ${DEFAULT-VALUE}")
  private Path functions = Path.of("");

  private final Installation installation;

  PackageCommand(Installation installation) {
    this.installation = installation;
  }

  @Override
  public Integer call() {
    // What AWS would refuse is told before, not after, the zip lies there.
    if (options.planned(installation, (stack, _) -> stack.name()).isEmpty()) return Exit.FAILED;
    Optional<Source> descriptor =
        switch (options.descriptor()) {
          case DescriptorSource.BuiltIn() -> Optional.empty();
          case DescriptorSource.File(var path) -> Optional.of(installation.source(path));
        };
    try {
      DeploymentZip.write(
          new DeploymentZip.Parts(functions, descriptor, options.handlers()), output);
      System.out.println(output);
      return Exit.OK;
    } catch (UncheckedIOException unwritten) {
      Throwable cause = unwritten.getCause();
      System.err.println(cause == null ? unwritten.getMessage() : cause.getMessage());
      return Exit.FAILED;
    }
  }
}
