package io.surgetank.cli.command;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/// Creates, updates and removes a deployment on AWS.
@Command(
    name = "deploy",
    description = "Deploy the pipelines to AWS, preview changes, or remove a deployment.",
    footer = {
      "",
      "Examples:",
      "  surgetank deploy plan --with cloudformation --stage dev --region eu-central-1",
      "  surgetank deploy apply --with cloudformation --config my/surgetank.yaml",
      "  surgetank deploy destroy --with terraform --stage dev",
      "",
      "A configuration that exceeds a limit of AWS is refused before AWS is called."
    })
final class DeployCommand {
  private DeployCommand() {}

  static CommandLine line(CommandRuntime commandRuntime) {
    var line = new CommandLine(new DeployCommand());
    line.addSubcommand(new DeployPlan(commandRuntime));
    line.addSubcommand(new DeployApply(commandRuntime));
    line.addSubcommand(new DeployDestroy(commandRuntime));
    return line;
  }
}
