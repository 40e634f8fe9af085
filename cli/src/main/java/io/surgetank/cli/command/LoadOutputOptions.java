package io.surgetank.cli.command;

import io.surgetank.load.LoadPlan;
import io.surgetank.load.measure.Meter.HistogramLog;
import io.surgetank.load.reconcile.IdFile;
import io.surgetank.load.report.HtmlReport;
import io.surgetank.load.report.JsonReport;
import io.surgetank.load.report.LoadResult;
import io.surgetank.load.report.TextReport;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Output options of a load test.
final class LoadOutputOptions {
  @Option(names = "--quiet", description = "Print nothing if every job is accounted for.")
  private boolean quiet;

  @Option(names = "--json", description = "Write the result as JSON.")
  private boolean json;

  @Option(
      names = "--hdr",
      paramLabel = "FILE",
      description = "Write latencies as an HdrHistogram log, in nanoseconds.")
  private Optional<Path> hdr = Optional.empty();

  @Option(
      names = "--report",
      paramLabel = "FILE",
      description = "Write an HTML page with charts; it needs no network.")
  private Optional<Path> report = Optional.empty();

  @Option(
      names = "--ids",
      paramLabel = "FILE",
      description = "Save every accepted id and its expected outcome, for --verify-only.")
  private Optional<Path> ids = Optional.empty();

  @Mixin private OverwriteOption overwrite = new OverwriteOption();

  /// Reports each file that must not be replaced. True if there is none.
  boolean mayWrite() {
    var files = new ArrayList<GeneratedFile>();
    hdr.ifPresent(path -> files.add(GeneratedFile.beginningWith(HistogramLog.BEGINNING, path)));
    report.ifPresent(path -> files.add(GeneratedFile.beginningWith(HtmlReport.BEGINNING, path)));
    ids.ifPresent(path -> files.add(new GeneratedFile(path, file -> new IdFile(file).isOwn())));
    return overwrite.permits(files);
  }

  Optional<Path> ids() {
    return ids;
  }

  boolean isShownLive(Terminal terminal) {
    return !quiet && !json && terminal.isInteractive();
  }

  /// Starts `run`; interval histograms go to the file of `--hdr`, which is closed afterwards.
  LoadResult logging(Instant begin, LoggedRun run) throws InterruptedException {
    if (hdr.isEmpty()) return run.with(HistogramLog.NONE);
    try (var out =
        new PrintStream(Files.newOutputStream(hdr.get()), true, StandardCharsets.UTF_8)) {
      return run.with(HistogramLog.to(out, begin));
    } catch (IOException unwritten) {
      throw new UncheckedIOException("cannot write " + hdr.get(), unwritten);
    }
  }

  /// Runs while the log is open.
  interface LoggedRun {
    LoadResult with(HistogramLog log) throws InterruptedException;
  }

  void print(LoadResult loadResult, LoadPlan loadPlan, Terminal terminal) {
    report.ifPresent(path -> write(path, HtmlReport.of(loadResult, title(loadPlan))));
    var reconciliation = loadResult.reconciliation();
    if (json) {
      var node = JsonReport.of(loadResult);
      node.put("seed", loadPlan.submissions().seed());
      Terminal.out(ServerOptions.pretty(node));
    } else if (!quiet || !reconciliation.passes()) {
      terminal.say(title(loadPlan));
      TextReport.of(loadResult).forEach(line -> terminal.say(PrintableText.text(line)));
    }
  }

  void print(io.surgetank.load.reconcile.Reconciliation reconciliation, Terminal terminal) {
    if (json) Terminal.out(ServerOptions.pretty(JsonReport.of(reconciliation)));
    else if (!quiet || !reconciliation.passes())
      TextReport.of(reconciliation).forEach(line -> terminal.say(PrintableText.text(line)));
  }

  private static String title(LoadPlan loadPlan) {
    return "%s%s, seed %d"
        .formatted(loadPlan.serverUrl(), loadPlan.path(), loadPlan.submissions().seed());
  }

  private static void write(Path path, String text) {
    try {
      Files.writeString(path, text);
    } catch (IOException unwritten) {
      throw new UncheckedIOException("cannot write " + path, unwritten);
    }
  }
}
