package io.surgetank.cli.command;

import io.surgetank.deploy.deployment.Deployment;
import io.surgetank.deploy.deployment.DeploymentEnvironment;
import io.surgetank.deploy.deployment.PlanOperation;
import io.surgetank.deploy.deployment.PlanOperation.Outlook;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Shows what `apply` would change.
@Command(
    name = "plan",
    description = "Show what would be added, changed, made anew and removed; change nothing.",
    footer = {
      "",
      "Examples:",
      "  surgetank deploy plan --with cloudformation --stage dev --region eu-central-1",
      "  surgetank deploy plan --with cloudformation --config my/surgetank.yaml --json",
      "  surgetank deploy plan --with terraform --stage prod"
    })
final class DeployPlan implements Callable<Integer> {
  @Mixin private StageOptions site = new StageOptions();
  @Mixin private SettingOptions settings = new SettingOptions();

  @Option(names = "--json", description = "Write the changes as JSON.")
  private boolean json;

  private final CommandRuntime commandRuntime;

  DeployPlan(CommandRuntime commandRuntime) {
    this.commandRuntime = commandRuntime;
  }

  @Override
  public Integer call() throws InterruptedException {
    return switch (site.tool()) {
      case CLOUDFORMATION -> site.work(commandRuntime, this::plan);
      case TERRAFORM -> site.work(commandRuntime, this::terraform);
      case SERVERLESS -> {
        Terminal.err(
            "The Serverless Framework shows no plan. `npm run package` in infra/serverless writes"
                + " the template that it would apply.");
        yield ExitCodes.USAGE;
      }
    };
  }

  private int terraform(StageOptions.Site there) throws InterruptedException {
    if (json || settings.areGiven()) {
      Terminal.err(
          "--json and --set are for CloudFormation. Terraform has `terraform show -json`, and"
              + " TF_VAR_... for its variables.");
      return ExitCodes.USAGE;
    }
    var tools = new ExternalTools(commandRuntime, site, there, commandRuntime.release().tools());
    if (!tools.faults().isEmpty()) return ForegroundProcess.refused(tools.faults());
    return tools.terraform().plan(tools.terraformZip(settings.zip())) == 0
        ? ExitCodes.OK
        : ExitCodes.FAILED;
  }

  private int plan(StageOptions.Site there) throws InterruptedException {
    Optional<Deployment> blueprint = settings.blueprint(commandRuntime, site.described(), there);
    if (blueprint.isEmpty()) return ExitCodes.FAILED;
    try (var awsAccount = there.open()) {
      var planOperation =
          new PlanOperation(
              awsAccount,
              new DeploymentEnvironment(commandRuntime.release().pause(), Terminal::err));
      return switch (planOperation.plan(blueprint.get())) {
        case Outlook.Impossible(var why) -> ForegroundProcess.refused(why);
        case Outlook.Changes changes -> {
          String stack = there.stack().name();
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
