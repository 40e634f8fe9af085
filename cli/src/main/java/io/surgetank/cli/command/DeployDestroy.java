package io.surgetank.cli.command;

import io.surgetank.deploy.deployment.AwsAccount;
import io.surgetank.deploy.deployment.DeploymentEnvironment;
import io.surgetank.deploy.deployment.DestroyOperation;
import io.surgetank.deploy.deployment.DestroyOperation.Destroyed;
import io.surgetank.deploy.deployment.StackRemoval;
import io.surgetank.deploy.deployment.StageRemover;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Removes a stage, after counting what would be lost.
@Command(
    name = "destroy",
    description = "Remove a stage: count unfinished jobs, ask, remove, list what is left.",
    footer = {
      "",
      "Examples:",
      "  surgetank deploy destroy --with cloudformation --stage dev --region eu-central-1",
      "  surgetank deploy destroy --with cloudformation --stage dev --yes",
      "",
      "Messages in the queues and unfinished jobs are lost. If there are any, you must type",
      "the stage name, or use --yes with --discard-unfinished-jobs."
    })
final class DeployDestroy implements Callable<Integer> {
  @Mixin private DeployTargetOptions stage = new DeployTargetOptions();
  @Mixin private ConfirmationOptions confirmation = new ConfirmationOptions();

  @Option(names = "--json", description = "Write what is left as JSON. Requires --yes.")
  private boolean json;

  private final CommandRuntime commandRuntime;

  DeployDestroy(CommandRuntime commandRuntime) {
    this.commandRuntime = commandRuntime;
  }

  @Override
  public Integer call() throws InterruptedException {
    if (!confirmation.areConsistent()) return confirmation.misused();
    return stage.run(commandRuntime, this::destroy);
  }

  private int destroy(DeployTargetOptions.Site site) throws InterruptedException {
    var release = commandRuntime.deployment();
    var tools =
        new ExternalTools(
            commandRuntime,
            stage,
            site,
            json ? release.tools().withOutputOnStandardError() : release.tools());
    if (!tools.errors().isEmpty()) return CommandMessages.refused(tools.errors());
    try (var awsAccount = site.open()) {
      String stack = site.stack().name();
      Terminal.err(PlanFormatter.place(stack, awsAccount));
      var deploymentEnvironment = new DeploymentEnvironment(release.pause(), Terminal::err);
      var ledger = new StageLedger(commandRuntime, site, stage.described().source());
      var destroyOperation =
          new DestroyOperation(awsAccount, deploymentEnvironment, () -> ledger.jobs(awsAccount));
      var deletionApproval =
          confirmation.approval(stage.described().stage(), "Remove everything?", json);
      return report(
          destroyOperation.destroy(
              stack, removal(tools, awsAccount, deploymentEnvironment), deletionApproval));
    }
  }

  private StageRemover removal(
      ExternalTools tools, AwsAccount awsAccount, DeploymentEnvironment deploymentEnvironment) {
    var stack = new StackRemoval(awsAccount, deploymentEnvironment);
    return switch (stage.tool()) {
      case CLOUDFORMATION -> stack;
      case TERRAFORM -> tools.terraformRemoval(awsAccount);
      case SERVERLESS -> {
        tools.service(tools.serverless().folder());
        yield tools.serverless().removal(stack);
      }
    };
  }

  private int report(Destroyed destroyed) {
    return switch (destroyed) {
      case Destroyed.Declined() -> {
        Terminal.err("Nothing was removed.");
        if (json) Terminal.out(ServerOptions.pretty(DestroyFormatter.json("declined", List.of())));
        yield ExitCodes.FAILED;
      }
      case Destroyed.Failed(var errors, var remaining) -> {
        CommandMessages.refused(errors);
        if (json) Terminal.out(ServerOptions.pretty(DestroyFormatter.json("failed", remaining)));
        else DestroyFormatter.show(remaining, Terminal.ofProcess());
        yield ExitCodes.FAILED;
      }
      case Destroyed.Done(var remaining) -> {
        if (json) Terminal.out(ServerOptions.pretty(DestroyFormatter.json("removed", remaining)));
        else DestroyFormatter.show(remaining, Terminal.ofProcess());
        yield ExitCodes.OK;
      }
    };
  }
}
