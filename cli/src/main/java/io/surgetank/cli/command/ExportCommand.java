package io.surgetank.cli.command;

import io.surgetank.core.pipeline.Pipelines;
import io.surgetank.deploy.cloudformation.Template;
import io.surgetank.deploy.serverless.ServerlessService;
import io.surgetank.deploy.stack.StackSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Writes infrastructure code from a configuration.
@Command(
    name = "export",
    description = "Write infrastructure code for AWS from a configuration.",
    footer = {
      "",
      "Examples:",
      "  surgetank export cloudformation --output template.yaml",
      "  surgetank export serverless --config my/surgetank.yaml --stage prod",
      "",
      "Exits with status 1 if the configuration exceeds limits of AWS; reports every error."
    })
final class ExportCommand implements Callable<Integer> {
  /// The output format.
  enum Format {
    CLOUDFORMATION,
    SERVERLESS
  }

  @Parameters(index = "0", paramLabel = "cloudformation|serverless", description = "The format.")
  private Format format = Format.CLOUDFORMATION;

  @Mixin private StackExportOptions options = new StackExportOptions();

  @Option(
      names = "--output",
      paramLabel = "FILE",
      defaultValue = "",
      description = {
        "The output file. Default: standard output. An existing file is replaced only if it was",
        "written by this command."
      })
  private String output = "";

  @Mixin private OverwriteOption overwrite = new OverwriteOption();

  private final CommandRuntime commandRuntime;

  ExportCommand(CommandRuntime commandRuntime) {
    this.commandRuntime = commandRuntime;
  }

  @Override
  public Integer call() {
    Optional<String> text = options.plannedAsTemplate(commandRuntime, this::text);
    if (text.isEmpty()) return ExitCodes.FAILED;
    if (output.isEmpty()) {
      System.out.print(text.get());
      return ExitCodes.OK;
    }
    Path file = Path.of(output);
    String firstLine = text.get().lines().findFirst().orElse("");
    if (!overwrite.permits(List.of(GeneratedFile.beginningWith(firstLine, file))))
      return ExitCodes.FAILED;
    try {
      Files.writeString(file, text.get());
      return ExitCodes.OK;
    } catch (IOException unwritten) {
      Terminal.err("cannot write " + output + ": " + FileErrors.sentence(unwritten));
      return ExitCodes.FAILED;
    }
  }

  private String text(Pipelines pipelines, StackSettings settings) {
    return switch (format) {
      case CLOUDFORMATION -> new Template(pipelines, settings).text();
      case SERVERLESS -> new ServerlessService(pipelines, settings).text();
    };
  }
}
