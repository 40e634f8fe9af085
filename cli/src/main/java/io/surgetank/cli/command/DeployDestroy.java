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

/// Takes a stage away, after a look at what is in it.
@Command(
    name = "destroy",
    description = "Take a stage away: looks first, asks, and lists what is left.",
    footer = {
      "",
      "Examples:",
      "  surgetank deploy destroy --with cloudformation --stage dev --region eu-central-1",
      "  surgetank deploy destroy --with cloudformation --stage dev --yes",
      "",
      "Messages in its queues, and jobs that are not ended, are lost with it. While there",
      "are any, the stage's name must be typed, or --discard-waiting-jobs said with --yes."
    })
final class DeployDestroy implements Callable<Integer> {
  @Mixin private StageOptions site = new StageOptions();
  @Mixin private ConfirmationOptions consent = new ConfirmationOptions();

  @Option(names = "--json", description = "Write what is left as JSON. Asks nothing: needs --yes.")
  private boolean json;

  private final CommandRuntime commandRuntime;

  DeployDestroy(CommandRuntime commandRuntime) {
    this.commandRuntime = commandRuntime;
  }

  @Override
  public Integer call() throws InterruptedException {
    if (!consent.areSound()) return consent.misused();
    return site.work(commandRuntime, this::destroy);
  }

  private int destroy(StageOptions.Site there) throws InterruptedException {
    var release = commandRuntime.release();
    var tools =
        new ExternalTools(
            commandRuntime, site, there, json ? release.tools().aside() : release.tools());
    if (!tools.faults().isEmpty()) return ForegroundProcess.refused(tools.faults());
    try (var awsAccount = there.open()) {
      String stack = there.stack().name();
      Terminal.err(PlanFormatter.place(stack, awsAccount));
      var deploymentEnvironment = new DeploymentEnvironment(release.pause(), Terminal::err);
      var ledger = new StageLedger(commandRuntime, there, site.described().descriptor());
      var destroyOperation =
          new DestroyOperation(awsAccount, deploymentEnvironment, () -> ledger.jobs(awsAccount));
      var deletionGuard = consent.guard(site.described().stage(), "Remove it all?", json);
      return told(
          destroyOperation.destroy(
              stack, removal(tools, awsAccount, deploymentEnvironment), deletionGuard));
    }
  }

  private StageRemover removal(
      ExternalTools tools, AwsAccount awsAccount, DeploymentEnvironment deploymentEnvironment) {
    var stack = new StackRemoval(awsAccount, deploymentEnvironment);
    return switch (site.tool()) {
      case CLOUDFORMATION -> stack;
      case TERRAFORM -> tools.terraformRemoval(awsAccount);
      case SERVERLESS -> {
        tools.service(tools.serverless().folder());
        yield tools.serverless().removal(stack);
      }
    };
  }

  private int told(Destroyed destroyed) {
    return switch (destroyed) {
      case Destroyed.Held() -> {
        Terminal.err("Nothing was removed.");
        if (json) Terminal.out(ServerOptions.pretty(DestroyFormatter.json("held", List.of())));
        yield ExitCodes.FAILED;
      }
      case Destroyed.Failed(var why, var left) -> {
        ForegroundProcess.refused(why);
        if (json) Terminal.out(ServerOptions.pretty(DestroyFormatter.json("failed", left)));
        else DestroyFormatter.show(left, Terminal.ofProcess());
        yield ExitCodes.FAILED;
      }
      case Destroyed.Done(var left) -> {
        if (json) Terminal.out(ServerOptions.pretty(DestroyFormatter.json("removed", left)));
        else DestroyFormatter.show(left, Terminal.ofProcess());
        yield ExitCodes.OK;
      }
    };
  }
}
