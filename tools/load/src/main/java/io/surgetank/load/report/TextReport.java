package io.surgetank.load.report;

import io.surgetank.load.measure.LatencyPercentiles;
import io.surgetank.load.reconcile.JobObservation;
import io.surgetank.load.reconcile.Reconciliation;
import io.surgetank.load.reconcile.RequestCounts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;

/// A run as text.
public final class TextReport {
  /// More would scroll the rest off the screen; `--json` has more.
  private static final int MAX_FINDINGS = 20;

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
    lines.add(row("  refused", requestCounts.totalRefused()) + kinds(requestCounts.refused()));
    lines.add(row("  failed", requestCounts.totalFailed()) + kinds(requestCounts.failed()));
    lines.add("latency      " + latency(loadResult.latencyPercentiles()));
    loadResult.broke().ifPresent(why -> lines.add("ramp         " + why));
    lines.addAll(of(loadResult.reconciliation()));
    return lines;
  }

  public static List<String> of(Reconciliation reconciliation) {
    var lines = new ArrayList<String>();
    lines.add(row("followed", reconciliation.followed()));
    for (JobObservation jobObservation : JobObservation.values())
      if (reconciliation.count(jobObservation) > 0)
        lines.add(
            row(
                "  " + jobObservation.name().toLowerCase(Locale.ROOT),
                reconciliation.count(jobObservation)));
    if (reconciliation.passes()) {
      lines.add("No findings: every job is accounted for.");
      return lines;
    }
    long all = reconciliation.totalFindings();
    lines.add(all == 1 ? "1 finding:" : all + " findings:");
    reconciliation.findings().stream()
        .limit(MAX_FINDINGS)
        .forEach(finding -> lines.add("  " + finding.subject() + " " + finding.error()));
    if (all > MAX_FINDINGS) lines.add("  ... and " + (all - MAX_FINDINGS) + " more");
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

  static String latency(LatencyPercentiles latencyPercentiles) {
    return "p50 %s  p90 %s  p99 %s  p99.9 %s  max %s"
        .formatted(
            time(latencyPercentiles.p50()),
            time(latencyPercentiles.p90()),
            time(latencyPercentiles.p99()),
            time(latencyPercentiles.p999()),
            time(latencyPercentiles.max()));
  }

  /// With significant digits only.
  public static String time(Duration duration) {
    double millis = duration.toNanos() / 1e6;
    if (millis >= 1000) return String.format(Locale.ROOT, "%.1f s", millis / 1000);
    return String.format(Locale.ROOT, millis >= 10 ? "%.0f ms" : "%.2f ms", millis);
  }

  private static String seconds(Duration duration) {
    return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
  }
}
