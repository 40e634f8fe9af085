package io.surgetank.cli.command;

import io.surgetank.core.maintenance.StoreCheckReport;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Checks a stopped store without changing it.
@Command(
    name = "doctor",
    description = "Check the store of a stopped server completely, without changing it.",
    footer = {
      "",
      "Examples:",
      "  surgetank doctor data",
      "  surgetank doctor data --export jobs.ndjson",
      "",
      "Exit codes: 0 sound; 1 problems were found; 2 wrong usage; 3 the store cannot be checked,",
      "for instance because a server is running: `surgetank verify` checks that one."
    })
final class DoctorCommand implements Callable<Integer> {
  @Parameters(
      index = "0",
      paramLabel = "FOLDER",
      description = "A data folder, a backup, or a copy of surgetank.db.")
  private Path store = Path.of("");

  @Option(
      names = "--export",
      paramLabel = "FILE",
      description = "Write every readable job into this new file, one JSON object a line.")
  private Optional<Path> export = Optional.empty();

  @Option(
      names = "--temp-dir",
      paramLabel = "FOLDER",
      defaultValue = "${sys:java.io.tmpdir}",
      description = {
        "The folder for a temporary copy of the store, which only this user can read.",
        "Default: ${DEFAULT-VALUE}"
      })
  private Path temporary = Path.of("");

  @Option(names = "--json", description = "Write the result as JSON.")
  private boolean json;

  @Spec private CommandSpec command = CommandSpec.create();

  private final StoreRuntime stores;

  DoctorCommand(StoreRuntime stores) {
    this.stores = stores;
  }

  @Override
  public Integer call() {
    if (export.isPresent() && Files.exists(export.get()))
      throw new ParameterException(
          command.commandLine(), "--export: " + export.get() + " exists already.");
    StoreCheckReport report;
    try (var progress = CopyProgressLine.ofProcess()) {
      report =
          export.isPresent()
              ? stores.checkAndExport(store, temporary, export.get(), progress)
              : stores.check(store, temporary, progress);
    } catch (UncheckedIOException uncheckable) {
      Terminal.err("Cannot check: " + ExitCodes.sentence(uncheckable));
      return ExitCodes.UNREACHABLE;
    }
    if (json) Terminal.out(ServerOptions.pretty(StoreReportFormatter.json(report)));
    else show(report, Terminal.ofProcess());
    return report.isSound() ? ExitCodes.OK : ExitCodes.FAILED;
  }

  private void show(StoreCheckReport report, Terminal terminal) {
    terminal.say(
        "%s can be read, %d cannot."
            .formatted(StoreReportFormatter.jobs(report.readable()), report.unreadable()));
    export.ifPresent(file -> terminal.say("The readable ones were written to " + file + "."));
    if (report.isSound()) {
      terminal.say("No problems: the store is sound. Nothing was changed.");
      return;
    }
    terminal.say(StoreReportFormatter.problems(report.totalProblems()) + ":");
    StoreReportFormatter.problems(report, terminal);
    terminal.say(
        export.isPresent()
            ? "Nothing was changed."
            : "Nothing was changed. --export FILE writes all readable jobs.");
  }
}
