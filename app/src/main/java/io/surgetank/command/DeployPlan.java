package io.surgetank.command;

import io.surgetank.release.Blueprint;
import io.surgetank.release.Planning;
import io.surgetank.release.Planning.Outlook;
import io.surgetank.release.Surroundings;
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
  @Mixin private SiteOptions site = new SiteOptions();
  @Mixin private SettingOptions settings = new SettingOptions();

  @Option(names = "--json", description = "Write the changes as JSON.")
  private boolean json;

  private final Installation installation;

  DeployPlan(Installation installation) {
    this.installation = installation;
  }

  @Override
  public Integer call() throws InterruptedException {
    return switch (site.tool()) {
      case CLOUDFORMATION -> site.work(installation, this::plan);
      case TERRAFORM -> site.work(installation, this::terraform);
      case SERVERLESS -> {
        Terminal.err(
            "The Serverless Framework shows no plan. `npm run package` in infra/serverless writes"
                + " the template that it would apply.");
        yield Exit.USAGE;
      }
    };
  }

  private int terraform(SiteOptions.Site there) throws InterruptedException {
    if (json || settings.areGiven()) {
      Terminal.err(
          "--json and --set are for CloudFormation. Terraform has `terraform show -json`, and"
              + " TF_VAR_... for its variables.");
      return Exit.USAGE;
    }
    var tools = new ForeignTools(installation, site, there, installation.release().tools());
    if (!tools.faults().isEmpty()) return LongRun.refused(tools.faults());
    return tools.terraform().plan(tools.terraformZip(settings.zip())) == 0 ? Exit.OK : Exit.FAILED;
  }

  private int plan(SiteOptions.Site there) throws InterruptedException {
    Optional<Blueprint> blueprint = settings.blueprint(installation, site.described(), there);
    if (blueprint.isEmpty()) return Exit.FAILED;
    try (var account = there.open()) {
      var planning =
          new Planning(account, new Surroundings(installation.release().pause(), Terminal::err));
      return switch (planning.plan(blueprint.get())) {
        case Outlook.Impossible(var why) -> LongRun.refused(why);
        case Outlook.Changes changes -> {
          String stack = there.stack().name();
          if (json) Terminal.out(ServerOptions.pretty(PlanView.json(stack, account, changes)));
          else {
            Terminal.out(PlanView.place(stack, account));
            Terminal.out("");
            PlanView.lines(changes).forEach(Terminal::out);
          }
          yield Exit.OK;
        }
      };
    }
  }
}
