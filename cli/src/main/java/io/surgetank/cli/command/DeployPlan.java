package io.surgetank.cli.command;

import io.surgetank.deploy.deployment.Deployment;
import io.surgetank.deploy.deployment.DeploymentEnvironment;
import io.surgetank.deploy.deployment.PlanOperation;
import io.surgetank.deploy.deployment.PlanOperation.Plan;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Shows what `apply` would change.
@Command(
    name = "plan",
    description = "Show what would be added, changed, replaced and removed; change nothing.",
    footer = {
      "",
      "Examples:",
      "  surgetank deploy plan --with cloudformation --stage dev --region eu-central-1",
      "  surgetank deploy plan --with cloudformation --config my/surgetank.yaml --json",
      "  surgetank deploy plan --with terraform --stage prod"
    })
final class DeployPlan implements Callable<Integer> {
  @Mixin private DeployTargetOptions stage = new DeployTargetOptions();
  @Mixin private SettingOptions settings = new SettingOptions();

  @Option(names = "--json", description = "Write the changes as JSON.")
  private boolean json;

  private final CommandRuntime commandRuntime;

  DeployPlan(CommandRuntime commandRuntime) {
    this.commandRuntime = commandRuntime;
  }

  @Override
  public Integer call() throws InterruptedException {
    return switch (stage.tool()) {
      case CLOUDFORMATION -> stage.run(commandRuntime, this::plan);
      case TERRAFORM -> stage.run(commandRuntime, this::terraform);
      case SERVERLESS -> {
        Terminal.err(
            "The Serverless Framework has no plan. `npm run package` in aws/serverless writes the"
                + " template that it would apply.");
        yield ExitCodes.USAGE;
      }
    };
  }

  private int terraform(DeployTargetOptions.Site site) throws InterruptedException {
    if (json || settings.areGiven()) {
      Terminal.err(
          "--json and --set require --with cloudformation. For Terraform use `terraform show"
              + " -json`, and TF_VAR_... for variables.");
      return ExitCodes.USAGE;
    }
    var tools = new ExternalTools(commandRuntime, stage, site, commandRuntime.deployment().tools());
    if (!tools.errors().isEmpty()) return CommandMessages.refused(tools.errors());
    return tools.terraform().plan(tools.terraformZip(settings.zip())) == 0
        ? ExitCodes.OK
        : ExitCodes.FAILED;
  }

  private int plan(DeployTargetOptions.Site site) throws InterruptedException {
    Optional<Deployment> deployment = settings.deployment(commandRuntime, stage.described(), site);
    if (deployment.isEmpty()) return ExitCodes.FAILED;
    try (var awsAccount = site.open()) {
      var planOperation =
          new PlanOperation(
              awsAccount,
              new DeploymentEnvironment(commandRuntime.deployment().pause(), Terminal::err));
      return switch (planOperation.plan(deployment.get())) {
        case Plan.Refused(var why) -> CommandMessages.refused(why);
        case Plan.Changes changes -> {
          String stack = site.stack().name();
          if (json)
            Terminal.out(ServerOptions.pretty(PlanFormatter.json(stack, awsAccount, changes)));
          else {
            Terminal.out(PlanFormatter.place(stack, awsAccount));
            Terminal.out("");
            PlanFormatter.lines(changes).forEach(Terminal::out);
          }
          yield ExitCodes.OK;
        }
      };
    }
  }
}
