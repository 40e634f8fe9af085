package io.surgetank.cli.command;

import io.surgetank.core.maintenance.DamagePolicy;
import io.surgetank.core.maintenance.StoreCheckReport;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Puts a backup into a data folder.
@Command(
    name = "restore",
    description = "Put a backup into an absent or empty data folder, and check it.",
    footer = {
      "",
      "Example:",
      "  surgetank restore backups/monday --data data",
      "",
      "Starts no server. Exits with status 1 if nothing was restored."
    })
final class RestoreCommand implements Callable<Integer> {
  @Parameters(
      index = "0",
      paramLabel = "BACKUP",
      description = "A folder written by `surgetank backup`, or a copy of surgetank.db.")
  private Path backup = Path.of("");

  @Option(
      names = "--data",
      paramLabel = "FOLDER",
      required = true,
      description = "The data folder. It must not exist, or be empty.")
  private Path data = Path.of("");

  @Option(names = "--accept-problems", description = "Restore the backup even if it has problems.")
  private boolean acceptsProblems;

  @Option(names = "--json", description = "Write the result as JSON.")
  private boolean json;

  private final StoreRuntime stores;

  RestoreCommand(StoreRuntime stores) {
    this.stores = stores;
  }

  @Override
  public Integer call() {
    StoreCheckReport report;
    try (var progress = CopyProgressLine.ofProcess()) {
      report =
          stores.restore(
              backup, data, acceptsProblems ? DamagePolicy.ACCEPT : DamagePolicy.REFUSE, progress);
    }
    if (json) showJson(report);
    else show(report, Terminal.ofProcess());
    return isRestored(report) ? ExitCodes.OK : ExitCodes.FAILED;
  }

  private boolean isRestored(StoreCheckReport report) {
    return report.isSound() || acceptsProblems;
  }

  private void showJson(StoreCheckReport report) {
    var node = StoreReportFormatter.json(report);
    node.put("data", data.toAbsolutePath().normalize().toString());
    node.put("restored", isRestored(report));
    Terminal.out(ServerOptions.pretty(node));
  }

  private void show(StoreCheckReport report, Terminal terminal) {
    if (!report.isSound()) {
      terminal.say("The backup has " + StoreReportFormatter.problems(report.totalProblems()) + ":");
      StoreReportFormatter.problems(report, terminal);
    }
    if (!isRestored(report)) {
      terminal.say("Nothing was restored. --accept-problems restores it anyway.");
      return;
    }
    terminal.say(
        "Restored %s into %s.".formatted(StoreReportFormatter.jobs(report.readable()), data));
    terminal.say(
        "Jobs accepted after the backup are missing, and so are their keys. Jobs that ended after it"
            + " are unfinished again. A server that is started on the folder processes unfinished"
            + " jobs immediately.");
  }
}
