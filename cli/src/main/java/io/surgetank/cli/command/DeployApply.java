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

/// Creates or updates the deployment on AWS.
@Command(
    name = "apply",
    description = "Create or update the deployment on AWS.",
    footer = {
      "",
      "Examples:",
      "  surgetank deploy apply --with cloudformation --stage dev --region eu-central-1",
      "  surgetank deploy apply --with cloudformation --set AlarmEmail=me@example.com",
      "",
      "Safe to repeat after an error. Asks for confirmation only if jobs may be lost: when a",
      "pipeline is no longer in the configuration and its queue is removed."
    })
final class DeployApply implements Callable<Integer> {
  @Mixin private DeployTargetOptions stage = new DeployTargetOptions();
  @Mixin private SettingOptions settings = new SettingOptions();
  @Mixin private TokenOptions token = new TokenOptions();
  @Mixin private ConfirmationOptions confirmation = new ConfirmationOptions();

  @Option(names = "--json", description = "Write the result as JSON.")
  private boolean json;

  private final CommandRuntime commandRuntime;

  DeployApply(CommandRuntime commandRuntime) {
    this.commandRuntime = commandRuntime;
  }

  @Override
  public Integer call() throws InterruptedException {
    if (!confirmation.areConsistent()) return confirmation.misused();
    var chosen = token.chosen(commandRuntime.deployment());
    if (chosen.isEmpty()) return ExitCodes.USAGE;
    return stage.run(
        commandRuntime,
        site ->
            switch (stage.tool()) {
              case CLOUDFORMATION -> apply(site, chosen.get());
              case SERVERLESS, TERRAFORM -> byTool(site);
            });
  }

  private int apply(DeployTargetOptions.Site site, TokenOptions.Chosen chosen)
      throws InterruptedException {
    Optional<Deployment> deployment = settings.deployment(commandRuntime, stage.described(), site);
    if (deployment.isEmpty()) return ExitCodes.FAILED;
    try (var awsAccount = site.open()) {
      Terminal.err(PlanFormatter.place(site.stack().name(), awsAccount));
      var applyOperation =
          new ApplyOperation(
              awsAccount,
              new DeploymentEnvironment(commandRuntime.deployment().pause(), Terminal::err));
      var deletionApproval = confirmation.approval(stage.described().stage(), "Continue?", json);
      return switch (applyOperation.apply(
          deployment.get(), chosen.operatorToken(), deletionApproval)) {
        case Applied.Failed(var errors) -> CommandMessages.refused(errors);
        case Applied.Declined() -> {
          Terminal.err("Nothing was changed.");
          yield ExitCodes.FAILED;
        }
        case Applied.Done done -> {
          if (json) Terminal.out(ServerOptions.pretty(json(site, chosen, done)));
          else Terminal.out(summary(site, chosen, done).stripTrailing());
          yield ExitCodes.OK;
        }
      };
    }
  }

  private int byTool(DeployTargetOptions.Site site) throws InterruptedException {
    if (json || settings.areGiven()) {
      Terminal.err("--json and --set require --with cloudformation.");
      return ExitCodes.USAGE;
    }
    var tools = new ExternalTools(commandRuntime, stage, site, commandRuntime.deployment().tools());
    if (!tools.errors().isEmpty()) return CommandMessages.refused(tools.errors());
    if (stage.tool() == DeployTargetOptions.Tool.TERRAFORM) {
      int exit =
          tools.terraform().apply(tools.terraformZip(settings.zip()), confirmation.confirmation());
      return exit == 0 ? ExitCodes.OK : ExitCodes.FAILED;
    }
    var framework = tools.serverless();
    tools.service(settings.zip(), framework.folder());
    Terminal.err(framework.tokenHint());
    return framework.deploy() == 0 ? ExitCodes.OK : ExitCodes.FAILED;
  }

  private static String summary(
      DeployTargetOptions.Site site, TokenOptions.Chosen chosen, Applied.Done done) {
    var text = new StringBuilder();
    if (done.created()) text.append(site.stack().name()).append(" created: ");
    else if (done.changes() == 0) text.append("No changes: ");
    else text.append(CountText.counted(done.changes(), "change")).append(" applied: ");
    text.append(done.url()).append('\n');
    text.append(CommandMessages.curl(done.url(), site.routes()));
    if (isShown(chosen, done))
      text.append("Operator token (shown only once): ")
          .append(chosen.operatorToken().text())
          .append('\n');
    text.append("To show the operator token again: ").append(tokenCommand(site)).append('\n');
    text.append("Operations: surgetank jobs ls --url ").append(done.url());
    text.append(" --token TOKEN\n");
    return text.toString();
  }

  private static tools.jackson.databind.node.ObjectNode json(
      DeployTargetOptions.Site site, TokenOptions.Chosen chosen, Applied.Done done) {
    var json =
        Json.MAPPER
            .createObjectNode()
            .put("stack", site.stack().name())
            .put("region", site.stack().region())
            .put("url", done.url())
            .put("created", done.created())
            .put("changes", done.changes())
            .put("tokenCommand", tokenCommand(site));
    if (isShown(chosen, done)) json.put("token", chosen.operatorToken().text());
    return json;
  }

  /// A token that the user gave is not printed.
  private static boolean isShown(TokenOptions.Chosen chosen, Applied.Done done) {
    boolean used =
        done.created()
            || chosen.operatorToken().use()
                == io.surgetank.deploy.deployment.OperatorToken.Use.ALWAYS;
    return chosen.isNew() && used;
  }

  /// The token is in the receiver's environment.
  private static String tokenCommand(DeployTargetOptions.Site site) {
    return "aws lambda get-function-configuration --function-name %s-receiver --region %s --query Environment.Variables.SURGETANK_OPERATOR_TOKEN --output text"
        .formatted(site.stack().name(), site.stack().region());
  }
}
