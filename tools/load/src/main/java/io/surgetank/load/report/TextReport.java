package io.surgetank.load.report;

import io.surgetank.load.follow.JobObservation;
import io.surgetank.load.follow.Reconciliation;
import io.surgetank.load.follow.RequestCounts;
import io.surgetank.load.measure.Latencies;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;

/// A run in lines for people.
public final class TextReport {
  /// More findings than these push all else off the screen; `--json` has more.
  private static final int SHOWN = 20;

  private TextReport() {}

  public static List<String> of(LoadResult loadResult) {
    var lines = new ArrayList<String>();
    RequestCounts requestCounts = loadResult.reconciliation().requestCounts();
    lines.add(
        row("sent", requestCounts.sent())
            + "   in "
            + seconds(loadResult.elapsed())
            + ", "
            + String.format(Locale.ROOT, "%,.0f/s", loadResult.perSecond()));
    lines.add(row("  accepted", requestCounts.accepted()));
    lines.add(row("  replayed", requestCounts.replayed()));
    lines.add(row("  refused", requestCounts.refusedInAll()) + kinds(requestCounts.refused()));
    lines.add(row("  failed", requestCounts.failedInAll()) + kinds(requestCounts.failed()));
    lines.add("latency      " + latency(loadResult.latencies()));
    loadResult.broke().ifPresent(why -> lines.add("ramp         " + why));
    lines.addAll(of(loadResult.reconciliation()));
    return lines;
  }

  public static List<String> of(Reconciliation reconciliation) {
    var lines = new ArrayList<String>();
    lines.add(row("followed", reconciliation.followed()));
    for (JobObservation jobObservation : JobObservation.values())
      if (reconciliation.seen(jobObservation) > 0)
        lines.add(
            row(
                "  " + jobObservation.name().toLowerCase(Locale.ROOT),
                reconciliation.seen(jobObservation)));
    if (reconciliation.addsUp()) {
      lines.add("Everything adds up.");
      return lines;
    }
    long all = reconciliation.totalFindings();
    lines.add(all == 1 ? "1 finding:" : all + " findings:");
    reconciliation.findings().stream()
        .limit(SHOWN)
        .forEach(finding -> lines.add("  " + finding.subject() + " " + finding.error()));
    if (all > SHOWN) lines.add("  ... and " + (all - SHOWN) + " more");
    return lines;
  }

  private static String row(String name, long count) {
    return String.format(Locale.ROOT, "%-12s %,10d", name, count);
  }

  private static String kinds(Map<String, Long> counts) {
    if (counts.isEmpty()) return "";
    var kinds = new StringJoiner(", ", "   ", "");
    counts.forEach((why, count) -> kinds.add(why + " " + count));
    return kinds.toString();
  }

  static String latency(Latencies latencies) {
    return "p50 %s  p90 %s  p99 %s  p99.9 %s  max %s"
        .formatted(
            time(latencies.p50()),
            time(latencies.p90()),
            time(latencies.p99()),
            time(latencies.p999()),
            time(latencies.most()));
  }

  /// With as many digits as say something.
  public static String time(Duration duration) {
    double millis = duration.toNanos() / 1e6;
    if (millis >= 1000) return String.format(Locale.ROOT, "%.1f s", millis / 1000);
    return String.format(Locale.ROOT, millis >= 10 ? "%.0f ms" : "%.2f ms", millis);
  }

  private static String seconds(Duration duration) {
    return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
  }
}
