package io.surgetank.cli.command;

import io.surgetank.core.maintenance.BackupReport;
import io.surgetank.core.maintenance.StoreCheckReport;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Copies a store, also while a server runs on it.
@Command(
    name = "backup",
    description = "Copy a store into a new folder, also while its server runs.",
    footer = {
      "",
      "Example:",
      "  surgetank backup backups/monday --data data",
      "",
      "Only the owner can read the copy. It is checked and synced to the disk before the command",
      "ends. Exits with status 1 if no copy was written, or the store has problems."
    })
final class BackupCommand implements Callable<Integer> {
  @Parameters(
      index = "0",
      paramLabel = "DESTINATION",
      description = "The folder to create. Its parent must exist.")
  private Path destination = Path.of("");

  @Option(
      names = "--data",
      paramLabel = "FOLDER",
      defaultValue = "./data",
      description = "The data folder to copy. Default: ${DEFAULT-VALUE}")
  private Path data = Path.of("./data");

  @Option(names = "--json", description = "Write the result as JSON.")
  private boolean json;

  private final StoreRuntime stores;

  BackupCommand(StoreRuntime stores) {
    this.stores = stores;
  }

  @Override
  public Integer call() {
    BackupReport report;
    try (var progress = CopyProgressLine.ofProcess()) {
      report = stores.backup(data, destination, progress);
    }
    if (json) showJson(report);
    else show(report, Terminal.ofProcess());
    return report.check().isSound() ? ExitCodes.OK : ExitCodes.FAILED;
  }

  private void showJson(BackupReport report) {
    var node = StoreReportFormatter.json(report.check());
    node.put("backup", destination.toAbsolutePath().normalize().toString());
    node.put("bytes", report.bytes());
    Terminal.out(ServerOptions.pretty(node));
  }

  private void show(BackupReport report, Terminal terminal) {
    StoreCheckReport check = report.check();
    terminal.say(
        "Copied %s (%,d KiB) to %s."
            .formatted(
                StoreReportFormatter.jobs(check.readable()),
                (report.bytes() + 1023) / 1024,
                destination));
    if (check.isSound()) return;
    terminal.say(
        "The copy is complete, but the store has "
            + StoreReportFormatter.problems(check.totalProblems())
            + ":");
    StoreReportFormatter.problems(check, terminal);
  }
}
