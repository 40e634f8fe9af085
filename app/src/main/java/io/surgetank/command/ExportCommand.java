package io.surgetank.command;

import io.surgetank.cloudformation.Template;
import io.surgetank.serverless.Service;
import io.surgetank.stack.Stack;
import io.surgetank.stack.StackSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Writes infrastructure code from a descriptor.
@Command(
    name = "export",
    description = "Write infrastructure code for AWS from a descriptor.",
    footer = {
      "",
      "Examples:",
      "  surgetank export cloudformation --output surgetank.yaml",
      "  surgetank export serverless --config my/surgetank.yaml --stage prod",
      "",
      "Exits with 1 when AWS would refuse what the descriptor asks for; every fault is told."
    })
final class ExportCommand implements Callable<Integer> {
  /// What is written.
  enum Form {
    CLOUDFORMATION,
    SERVERLESS
  }

  @Parameters(
      index = "0",
      paramLabel = "cloudformation|serverless",
      description = "For whom it is written.")
  private Form form = Form.CLOUDFORMATION;

  @Mixin private DeployOptions options = new DeployOptions();

  @Option(
      names = "--output",
      paramLabel = "FILE",
      defaultValue = "",
      description = "Where to. Default: to standard output.")
  private String output = "";

  private final Installation installation;

  ExportCommand(Installation installation) {
    this.installation = installation;
  }

  @Override
  public Integer call() {
    Optional<String> text = options.plannedAsTemplate(installation, this::text);
    if (text.isEmpty()) return Exit.FAILED;
    if (output.isEmpty()) {
      System.out.print(text.get());
      return Exit.OK;
    }
    try {
      Files.writeString(Path.of(output), text.get());
      return Exit.OK;
    } catch (IOException unwritten) {
      Terminal.err(output + " cannot be written: " + unwritten.getMessage());
      return Exit.FAILED;
    }
  }

  private String text(Stack stack, StackSettings settings) {
    return switch (form) {
      case CLOUDFORMATION -> new Template(stack, settings).text();
      case SERVERLESS -> new Service(stack, settings).text();
    };
  }
}
