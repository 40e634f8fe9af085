package io.surgetank.cli.command;

import io.surgetank.core.pipeline.Pipelines;
import io.surgetank.deploy.artifact.DeploymentZip;
import io.surgetank.deploy.stack.StackSettings;
import io.surgetank.deploy.terraform.StackFile;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Writes the deployment zip.
@Command(
    name = "package",
    description = {
      "Write the deployment zip: the functions, your configuration, schemas and handlers.",
      "Also write stack.json beside it, which Terraform reads.",
      "Existing files are replaced only if they were written by this command."
    },
    footer = {
      "",
      "Examples:",
      "  surgetank package",
      "  surgetank package --config my/surgetank.yaml --classpath my/handlers.jar"
    })
final class PackageCommand implements Callable<Integer> {
  @Mixin private StackExportOptions options = new StackExportOptions();

  @Option(
      names = "--output",
      paramLabel = "FILE",
      defaultValue = DeploymentZip.FILE,
      description = "The output file. Default: ${DEFAULT-VALUE}")
  private Path output = Path.of(DeploymentZip.FILE);

  @Mixin private OverwriteOption overwrite = new OverwriteOption();
  @Mixin private ZipOptions zip = new ZipOptions();

  private final CommandRuntime commandRuntime;

  PackageCommand(CommandRuntime commandRuntime) {
    this.commandRuntime = commandRuntime;
  }

  @Override
  public Integer call() {
    // Report what AWS would refuse before writing the zip.
    return options.planned(commandRuntime, this::written).orElse(ExitCodes.FAILED);
  }

  private int written(Pipelines pipelines, StackSettings settings) {
    var files =
        List.of(
            new GeneratedFile(output, DeploymentZip::isDeploymentZip),
            GeneratedFile.beginningWith(StackFile.BEGINNING, StackFile.beside(output)));
    if (!overwrite.permits(files)) return ExitCodes.FAILED;
    try {
      zip.write(commandRuntime, options.source(), options.handlers(), output);
      StackFile.write(pipelines, settings, output);
      Terminal.out(output.toString());
      return ExitCodes.OK;
    } catch (UncheckedIOException unwritten) {
      Terminal.err(ExitCodes.sentence(unwritten));
      return ExitCodes.FAILED;
    }
  }
}
