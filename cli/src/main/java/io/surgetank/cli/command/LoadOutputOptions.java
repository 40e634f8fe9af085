package io.surgetank.cli.command;

import io.surgetank.load.LoadPlan;
import io.surgetank.load.measure.Meter;
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
import java.util.Optional;
import picocli.CommandLine.Option;

/// What is told, and where it is kept.
final class LoadOutputOptions {
  @Option(names = "--quiet", description = "Tell nothing when all adds up.")
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
      description = "Write a page with charts, which opens without network.")
  private Optional<Path> report = Optional.empty();

  @Option(
      names = "--ids",
      paramLabel = "FILE",
      description = "Save every accepted id and how it should end, for --verify-only.")
  private Optional<Path> ids = Optional.empty();

  Optional<Path> ids() {
    return ids;
  }

  boolean isShownLive(Terminal terminal) {
    return !quiet && !json && terminal.isAttended();
  }

  /// Interval histograms go to a file when one is named. Nothing is left open: `work` ends first.
  LoadResult logging(Instant begin, Work work) throws InterruptedException {
    if (hdr.isEmpty()) return work.with(Meter.HistogramLog.NONE);
    try (var out =
        new PrintStream(Files.newOutputStream(hdr.get()), true, StandardCharsets.UTF_8)) {
      return work.with(Meter.HistogramLog.to(out, begin));
    } catch (IOException unwritten) {
      throw new UncheckedIOException(hdr.get() + " cannot be written", unwritten);
    }
  }

  /// What is done while the log is open.
  interface Work {
    LoadResult with(Meter.HistogramLog log) throws InterruptedException;
  }

  void tell(LoadResult loadResult, LoadPlan loadPlan, Terminal terminal) {
    report.ifPresent(path -> write(path, HtmlReport.of(loadResult, title(loadPlan))));
    var reconciliation = loadResult.reconciliation();
    if (json) {
      var node = JsonReport.of(loadResult);
      node.put("seed", loadPlan.submissions().seed());
      Terminal.out(ServerOptions.pretty(node));
    } else if (!quiet || !reconciliation.addsUp()) {
      terminal.say(title(loadPlan));
      TextReport.of(loadResult).forEach(line -> terminal.say(PrintableText.text(line)));
    }
  }

  void tell(io.surgetank.load.follow.Reconciliation reconciliation, Terminal terminal) {
    if (json) Terminal.out(ServerOptions.pretty(JsonReport.of(reconciliation)));
    else if (!quiet || !reconciliation.addsUp())
      TextReport.of(reconciliation).forEach(line -> terminal.say(PrintableText.text(line)));
  }

  private static String title(LoadPlan loadPlan) {
    return "%s%s, seed %d"
        .formatted(loadPlan.loadTarget(), loadPlan.path(), loadPlan.submissions().seed());
  }

  private static void write(Path path, String text) {
    try {
      Files.writeString(path, text);
    } catch (IOException unwritten) {
      throw new UncheckedIOException(path + " cannot be written", unwritten);
    }
  }
}
