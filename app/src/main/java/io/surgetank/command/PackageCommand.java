package io.surgetank.command;

import java.io.UncheckedIOException;
import java.nio.file.Path;
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

  @Mixin private ZipOptions zip = new ZipOptions();

  private final Installation installation;

  PackageCommand(Installation installation) {
    this.installation = installation;
  }

  @Override
  public Integer call() {
    // What AWS would refuse is told before, not after, the zip lies there.
    if (options.planned(installation, (stack, _) -> stack.name()).isEmpty()) return Exit.FAILED;
    try {
      zip.write(installation, options.descriptor(), options.handlers(), output);
      Terminal.out(output.toString());
      return Exit.OK;
    } catch (UncheckedIOException unwritten) {
      Terminal.err(Exit.sentence(unwritten));
      return Exit.FAILED;
    }
  }
}
