package io.surgetank.cli.command;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/// Puts the pipelines on AWS, shows what that would change, takes them away.
@Command(
    name = "deploy",
    description = "Put your pipelines on AWS, see first what would change, take them away.",
    footer = {
      "",
      "Examples:",
      "  surgetank deploy plan --with cloudformation --stage dev --region eu-central-1",
      "  surgetank deploy apply --with cloudformation --config my/surgetank.yaml",
      "  surgetank deploy destroy --with terraform --stage dev",
      "",
      "A descriptor that AWS would refuse is refused before anything is asked of AWS."
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
