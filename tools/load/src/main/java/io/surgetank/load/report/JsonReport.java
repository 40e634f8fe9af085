package io.surgetank.load.report;

import io.surgetank.core.json.Json;
import io.surgetank.load.follow.JobObservation;
import io.surgetank.load.follow.Reconciliation;
import io.surgetank.load.follow.RequestCounts;
import io.surgetank.load.measure.Latencies;
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
    latencies(json.putObject("latencyMillis"), loadResult.latencies());
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

  private static void latencies(ObjectNode json, Latencies latencies) {
    json.put("p50", millis(latencies.p50()))
        .put("p90", millis(latencies.p90()))
        .put("p99", millis(latencies.p99()))
        .put("p99.9", millis(latencies.p999()))
        .put("max", millis(latencies.max()));
  }

  static double millis(Duration duration) {
    return Math.round(duration.toNanos() / 1e3) / 1e3;
  }
}
