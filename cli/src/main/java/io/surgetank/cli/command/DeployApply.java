package io.surgetank.cli.command;

import io.surgetank.core.json.Json;
import io.surgetank.deploy.deployment.ApplyOperation;
import io.surgetank.deploy.deployment.ApplyOperation.Applied;
import io.surgetank.deploy.deployment.CountText;
import io.surgetank.deploy.deployment.Deployment;
import io.surgetank.deploy.deployment.DeploymentEnvironment;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Puts the pipelines on AWS, or changes what stands there.
@Command(
    name = "apply",
    description = "Put the pipelines on AWS, or bring what stands there up to date.",
    footer = {
      "",
      "Examples:",
      "  surgetank deploy apply --with cloudformation --stage dev --region eu-central-1",
      "  surgetank deploy apply --with cloudformation --set AlarmEmail=me@example.com",
      "",
      "May be repeated after whatever broke off. Asks only when jobs may be lost:",
      "when a pipeline is no longer in the descriptor, and its queue goes."
    })
final class DeployApply implements Callable<Integer> {
  @Mixin private StageOptions site = new StageOptions();
  @Mixin private SettingOptions settings = new SettingOptions();
  @Mixin private TokenOptions token = new TokenOptions();
  @Mixin private ConfirmationOptions consent = new ConfirmationOptions();

  @Option(names = "--json", description = "Write what stands there as JSON.")
  private boolean json;

  private final CommandRuntime commandRuntime;

  DeployApply(CommandRuntime commandRuntime) {
    this.commandRuntime = commandRuntime;
  }

  @Override
  public Integer call() throws InterruptedException {
    if (!consent.areSound()) return consent.misused();
    var chosen = token.chosen(commandRuntime.release());
    if (chosen.isEmpty()) return ExitCodes.USAGE;
    return site.work(
        commandRuntime,
        there ->
            switch (site.tool()) {
              case CLOUDFORMATION -> apply(there, chosen.get());
              case SERVERLESS, TERRAFORM -> byTool(there);
            });
  }

  private int apply(StageOptions.Site there, TokenOptions.Chosen chosen)
      throws InterruptedException {
    Optional<Deployment> blueprint = settings.blueprint(commandRuntime, site.described(), there);
    if (blueprint.isEmpty()) return ExitCodes.FAILED;
    try (var awsAccount = there.open()) {
      Terminal.err(PlanFormatter.place(there.stack().name(), awsAccount));
      var applyOperation =
          new ApplyOperation(
              awsAccount,
              new DeploymentEnvironment(commandRuntime.release().pause(), Terminal::err));
      var deletionGuard = consent.guard(site.described().stage(), "Go on?", json);
      return switch (applyOperation.apply(blueprint.get(), chosen.operatorToken(), deletionGuard)) {
        case Applied.Failed(var why) -> ForegroundProcess.refused(why);
        case Applied.Held() -> {
          Terminal.err("Nothing was changed.");
          yield ExitCodes.FAILED;
        }
        case Applied.Done done -> {
          if (json) Terminal.out(ServerOptions.pretty(json(there, chosen, done)));
          else Terminal.out(told(there, chosen, done).stripTrailing());
          yield ExitCodes.OK;
        }
      };
    }
  }

  private int byTool(StageOptions.Site there) throws InterruptedException {
    if (json || settings.areGiven()) {
      Terminal.err("--json and --set are for CloudFormation.");
      return ExitCodes.USAGE;
    }
    var tools = new ExternalTools(commandRuntime, site, there, commandRuntime.release().tools());
    if (!tools.faults().isEmpty()) return ForegroundProcess.refused(tools.faults());
    if (site.tool() == StageOptions.Tool.TERRAFORM) {
      int exit = tools.terraform().apply(tools.terraformZip(settings.zip()), consent.consent());
      return exit == 0 ? ExitCodes.OK : ExitCodes.FAILED;
    }
    var framework = tools.serverless();
    tools.service(settings.zip(), framework.folder());
    Terminal.err(framework.tokenHint());
    return framework.deploy() == 0 ? ExitCodes.OK : ExitCodes.FAILED;
  }

  private static String told(
      StageOptions.Site there, TokenOptions.Chosen chosen, Applied.Done done) {
    var text = new StringBuilder();
    if (done.made()) text.append(there.stack().name()).append(" stands: ");
    else if (done.changes() == 0) text.append("Nothing to change: ");
    else text.append(CountText.counted(done.changes(), "change")).append(" made: ");
    text.append(done.url()).append('\n');
    text.append(ForegroundProcess.curl(done.url(), there.routes()));
    if (isShown(chosen, done))
      text.append("Operators' token, shown this once: ")
          .append(chosen.operatorToken().text())
          .append('\n');
    text.append("Operators' token again: ").append(tokenCommand(there)).append('\n');
    text.append("Operations: surgetank jobs ls --url ").append(done.url());
    text.append(" --token TOKEN\n");
    return text.toString();
  }

  private static tools.jackson.databind.node.ObjectNode json(
      StageOptions.Site there, TokenOptions.Chosen chosen, Applied.Done done) {
    var json =
        Json.MAPPER
            .createObjectNode()
            .put("stack", there.stack().name())
            .put("region", there.stack().region())
            .put("url", done.url())
            .put("made", done.made())
            .put("changes", done.changes())
            .put("tokenCommand", tokenCommand(there));
    if (isShown(chosen, done)) json.put("token", chosen.operatorToken().text());
    return json;
  }

  /// A token that somebody gave is theirs already.
  private static boolean isShown(TokenOptions.Chosen chosen, Applied.Done done) {
    boolean used =
        done.made()
            || chosen.operatorToken().use()
                == io.surgetank.deploy.deployment.OperatorToken.Use.ALWAYS;
    return chosen.isNew() && used;
  }

  /// The receiver knows it, and whoever may read the receiver's environment.
  private static String tokenCommand(StageOptions.Site there) {
    return "aws lambda get-function-configuration --function-name %s-receiver --region %s --query Environment.Variables.SURGETANK_OPERATOR_TOKEN --output text"
        .formatted(there.stack().name(), there.stack().region());
  }
}
