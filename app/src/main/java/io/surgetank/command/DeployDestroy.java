package io.surgetank.command;

import io.surgetank.release.Account;
import io.surgetank.release.Destroying;
import io.surgetank.release.Destroying.Destroyed;
import io.surgetank.release.Removal;
import io.surgetank.release.StackRemoval;
import io.surgetank.release.Surroundings;
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
  @Mixin private SiteOptions site = new SiteOptions();
  @Mixin private ConsentOptions consent = new ConsentOptions();

  @Option(names = "--json", description = "Write what is left as JSON. Asks nothing: needs --yes.")
  private boolean json;

  private final Installation installation;

  DeployDestroy(Installation installation) {
    this.installation = installation;
  }

  @Override
  public Integer call() throws InterruptedException {
    if (!consent.areSound()) return consent.misused();
    return site.work(installation, this::destroy);
  }

  private int destroy(SiteOptions.Site there) throws InterruptedException {
    var release = installation.release();
    var tools =
        new ForeignTools(
            installation, site, there, json ? release.tools().aside() : release.tools());
    if (!tools.faults().isEmpty()) return LongRun.refused(tools.faults());
    try (var account = there.open()) {
      String stack = there.stack().name();
      Terminal.err(PlanView.place(stack, account));
      var surroundings = new Surroundings(release.pause(), Terminal::err);
      var ledger = new StageLedger(installation, there, site.described().descriptor());
      var destroying = new Destroying(account, surroundings, () -> ledger.jobs(account));
      var guard = consent.guard(site.described().stage(), "Remove it all?", json);
      return told(destroying.destroy(stack, removal(tools, account, surroundings), guard));
    }
  }

  private Removal removal(ForeignTools tools, Account account, Surroundings surroundings) {
    var stack = new StackRemoval(account, surroundings);
    return switch (site.tool()) {
      case CLOUDFORMATION -> stack;
      case TERRAFORM -> tools.terraform().removal(account);
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
        if (json) Terminal.out(ServerOptions.pretty(DestroyView.json("held", List.of())));
        yield Exit.FAILED;
      }
      case Destroyed.Failed(var why, var left) -> {
        LongRun.refused(why);
        if (json) Terminal.out(ServerOptions.pretty(DestroyView.json("failed", left)));
        else DestroyView.show(left, Terminal.ofProcess());
        yield Exit.FAILED;
      }
      case Destroyed.Done(var left) -> {
        if (json) Terminal.out(ServerOptions.pretty(DestroyView.json("removed", left)));
        else DestroyView.show(left, Terminal.ofProcess());
        yield Exit.OK;
      }
    };
  }
}
