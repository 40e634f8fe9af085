package io.surgetank.command;

import io.surgetank.json.Json;
import io.surgetank.release.Applying;
import io.surgetank.release.Applying.Applied;
import io.surgetank.release.Blueprint;
import io.surgetank.release.Surroundings;
import io.surgetank.release.Words;
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
  @Mixin private SiteOptions site = new SiteOptions();
  @Mixin private SettingOptions settings = new SettingOptions();
  @Mixin private TokenOptions token = new TokenOptions();
  @Mixin private ConsentOptions consent = new ConsentOptions();

  @Option(names = "--json", description = "Write what stands there as JSON.")
  private boolean json;

  private final Installation installation;

  DeployApply(Installation installation) {
    this.installation = installation;
  }

  @Override
  public Integer call() throws InterruptedException {
    if (!consent.areSound()) return consent.misused();
    var chosen = token.chosen(installation.release());
    if (chosen.isEmpty()) return Exit.USAGE;
    return site.work(
        installation,
        there ->
            switch (site.tool()) {
              case CLOUDFORMATION -> apply(there, chosen.get());
              case SERVERLESS, TERRAFORM -> byTool(there);
            });
  }

  private int apply(SiteOptions.Site there, TokenOptions.Chosen chosen)
      throws InterruptedException {
    Optional<Blueprint> blueprint = settings.blueprint(installation, site.described(), there);
    if (blueprint.isEmpty()) return Exit.FAILED;
    try (var account = there.open()) {
      Terminal.err(PlanView.place(there.stack().name(), account));
      var applying =
          new Applying(account, new Surroundings(installation.release().pause(), Terminal::err));
      var guard = consent.guard(site.described().stage(), "Go on?", json);
      return switch (applying.apply(blueprint.get(), chosen.token(), guard)) {
        case Applied.Failed(var why) -> LongRun.refused(why);
        case Applied.Held() -> {
          Terminal.err("Nothing was changed.");
          yield Exit.FAILED;
        }
        case Applied.Done done -> {
          if (json) Terminal.out(ServerOptions.pretty(json(there, chosen, done)));
          else Terminal.out(told(there, chosen, done).stripTrailing());
          yield Exit.OK;
        }
      };
    }
  }

  private int byTool(SiteOptions.Site there) throws InterruptedException {
    if (json || settings.areGiven()) {
      Terminal.err("--json and --set are for CloudFormation.");
      return Exit.USAGE;
    }
    var tools = new ForeignTools(installation, site, there, installation.release().tools());
    if (!tools.faults().isEmpty()) return LongRun.refused(tools.faults());
    if (site.tool() == SiteOptions.Tool.TERRAFORM) {
      int exit = tools.terraform().apply(tools.terraformZip(settings.zip()), consent.consent());
      return exit == 0 ? Exit.OK : Exit.FAILED;
    }
    var framework = tools.serverless();
    tools.service(settings.zip(), framework.folder());
    Terminal.err(framework.tokenHint());
    return framework.deploy() == 0 ? Exit.OK : Exit.FAILED;
  }

  private static String told(
      SiteOptions.Site there, TokenOptions.Chosen chosen, Applied.Done done) {
    var text = new StringBuilder();
    if (done.made()) text.append(there.stack().name()).append(" stands: ");
    else if (done.changes() == 0) text.append("Nothing to change: ");
    else text.append(Words.counted(done.changes(), "change")).append(" made: ");
    text.append(done.url()).append('\n');
    text.append(LongRun.curl(done.url(), there.routes()));
    if (isShown(chosen, done))
      text.append("Operators' token, shown this once: ").append(chosen.token().text()).append('\n');
    text.append("Operators' token again: ").append(tokenCommand(there)).append('\n');
    text.append("Operations: surgetank jobs ls --url ").append(done.url());
    text.append(" --token TOKEN\n");
    return text.toString();
  }

  private static tools.jackson.databind.node.ObjectNode json(
      SiteOptions.Site there, TokenOptions.Chosen chosen, Applied.Done done) {
    var json =
        Json.MAPPER
            .createObjectNode()
            .put("stack", there.stack().name())
            .put("region", there.stack().region())
            .put("url", done.url())
            .put("made", done.made())
            .put("changes", done.changes())
            .put("tokenCommand", tokenCommand(there));
    if (isShown(chosen, done)) json.put("token", chosen.token().text());
    return json;
  }

  /// A token that somebody gave is theirs already.
  private static boolean isShown(TokenOptions.Chosen chosen, Applied.Done done) {
    boolean used = done.made() || chosen.token().use() == io.surgetank.release.Token.Use.ALWAYS;
    return chosen.isNew() && used;
  }

  /// The receiver knows it, and whoever may read the receiver's environment.
  private static String tokenCommand(SiteOptions.Site there) {
    return "aws lambda get-function-configuration --function-name %s-receiver --region %s --query Environment.Variables.SURGETANK_OPERATOR_TOKEN --output text"
        .formatted(there.stack().name(), there.stack().region());
  }
}
