package io.surgetank.load.report;

import io.surgetank.core.json.Json;
import io.surgetank.load.measure.LatencyPercentiles;
import io.surgetank.load.reconcile.JobObservation;
import io.surgetank.load.reconcile.Reconciliation;
import io.surgetank.load.reconcile.RequestCounts;
import java.time.Duration;
import java.util.Locale;
import tools.jackson.databind.node.ObjectNode;

/// A run as JSON. Times are in milliseconds.
public final class JsonReport {
  private JsonReport() {}

  public static ObjectNode of(LoadResult loadResult) {
    ObjectNode json = of(loadResult.reconciliation());
    json.put("elapsedMillis", loadResult.elapsed().toMillis())
        .put("perSecond", Math.round(loadResult.perSecond() * 10) / 10.0);
    loadResult.broke().ifPresent(why -> json.put("broke", why));
    ObjectNode codes = json.putObject("codes");
    loadResult.codes().forEach(codes::put);
    latencies(json.putObject("latencyMillis"), loadResult.latencyPercentiles());
    return json;
  }

  public static ObjectNode of(Reconciliation reconciliation) {
    ObjectNode json = Json.MAPPER.createObjectNode();
    json.put("passes", reconciliation.passes());
    RequestCounts requestCounts = reconciliation.requestCounts();
    json.put("sent", requestCounts.sent())
        .put("accepted", requestCounts.accepted())
        .put("replayed", requestCounts.replayed());
    ObjectNode refused = json.putObject("refused");
    requestCounts.refused().forEach(refused::put);
    ObjectNode failed = json.putObject("failed");
    requestCounts.failed().forEach(failed::put);
    json.put("followed", reconciliation.followed());
    ObjectNode jobs = json.putObject("jobs");
    for (JobObservation jobObservation : JobObservation.values())
      jobs.put(
          jobObservation.name().toLowerCase(Locale.ROOT), reconciliation.count(jobObservation));
    json.put("totalFindings", reconciliation.totalFindings());
    var findings = json.putArray("findings");
    reconciliation
        .findings()
        .forEach(finding ->
            findings.addObject().put("subject", finding.subject()).put("error", finding.error()));
    return json;
  }

  private static void latencies(ObjectNode json, LatencyPercentiles latencyPercentiles) {
    json.put("p50", millis(latencyPercentiles.p50()))
        .put("p90", millis(latencyPercentiles.p90()))
        .put("p99", millis(latencyPercentiles.p99()))
        .put("p99.9", millis(latencyPercentiles.p999()))
        .put("max", millis(latencyPercentiles.max()));
  }

  static double millis(Duration duration) {
    return Math.round(duration.toNanos() / 1e3) / 1e3;
  }
}
