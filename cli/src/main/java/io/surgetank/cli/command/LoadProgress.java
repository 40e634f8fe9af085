package io.surgetank.cli.command;

import io.surgetank.load.ProgressListener;
import io.surgetank.load.measure.Tick;
import io.surgetank.load.report.TextReport;
import java.io.PrintStream;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.TreeMap;

/// A progress line on stderr that overwrites itself; stdout has the result only.
final class LoadProgress implements ProgressListener {
  private static final String CLEAR = "\r\u001b[K";

  private final PrintStream err;
  private final TreeMap<String, Long> codes = new TreeMap<>();

  LoadProgress(PrintStream err) {
    this.err = err;
  }

  @Override
  public void tick(Tick tick) {
    tick.codes().forEach((code, count) -> codes.merge(code, count, Long::sum));
    err.print(CLEAR + PrintableText.text(line(tick)));
    err.flush();
  }

  private String line(Tick tick) {
    var line =
        new StringBuilder(
            String.format(
                Locale.ROOT,
                "%.0f s  %,.0f/s  p50 %s  p99 %s ",
                tick.endsAt().toMillis() / 1e3,
                tick.perSecond(),
                TextReport.time(tick.latencyPercentiles().p50()),
                TextReport.time(tick.latencyPercentiles().p99())));
    codes.forEach((code, count) -> line.append(' ').append(code).append(": ").append(count));
    line.append(known("  unfinished ", tick.serverBacklog().unfinished()));
    return line.append(known("  processed ", tick.serverBacklog().processed())).toString();
  }

  private static String known(String name, OptionalLong count) {
    return count.isPresent() ? name + count.getAsLong() : "";
  }

  @Override
  public void following(long left) {
    err.print(CLEAR + (left == 0 ? "" : "following " + left + " jobs to their final state"));
    err.flush();
  }
}
