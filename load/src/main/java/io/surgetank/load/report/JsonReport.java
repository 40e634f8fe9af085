package io.surgetank.load.report;

import io.surgetank.json.Json;
import io.surgetank.load.follow.Counts;
import io.surgetank.load.follow.Reconciliation;
import io.surgetank.load.follow.Seen;
import io.surgetank.load.measure.Latencies;
import java.time.Duration;
import java.util.Locale;
import tools.jackson.databind.node.ObjectNode;

/// A run as JSON, for programs. Times are in milliseconds.
public final class JsonReport {
  private JsonReport() {}

  public static ObjectNode of(Result result) {
    ObjectNode json = of(result.reconciliation());
    json.put("elapsedMillis", result.elapsed().toMillis())
        .put("perSecond", Math.round(result.perSecond() * 10) / 10.0);
    result.broke().ifPresent(why -> json.put("broke", why));
    ObjectNode codes = json.putObject("codes");
    result.codes().forEach(codes::put);
    latencies(json.putObject("latencyMillis"), result.latencies());
    return json;
  }

  public static ObjectNode of(Reconciliation reconciliation) {
    ObjectNode json = Json.MAPPER.createObjectNode();
    json.put("addsUp", reconciliation.addsUp());
    Counts counts = reconciliation.counts();
    json.put("sent", counts.sent())
        .put("accepted", counts.accepted())
        .put("replayed", counts.replayed());
    ObjectNode refused = json.putObject("refused");
    counts.refused().forEach(refused::put);
    ObjectNode failed = json.putObject("failed");
    counts.failed().forEach(failed::put);
    json.put("followed", reconciliation.followed());
    ObjectNode ends = json.putObject("ends");
    for (Seen seen : Seen.values())
      ends.put(seen.name().toLowerCase(Locale.ROOT), reconciliation.seen(seen));
    json.put("findingsInAll", reconciliation.findingsInAll());
    var findings = json.putArray("findings");
    reconciliation
        .findings()
        .forEach(finding ->
            findings.addObject().put("subject", finding.subject()).put("fault", finding.fault()));
    return json;
  }

  private static void latencies(ObjectNode json, Latencies latencies) {
    json.put("p50", millis(latencies.p50()))
        .put("p90", millis(latencies.p90()))
        .put("p99", millis(latencies.p99()))
        .put("p99.9", millis(latencies.p999()))
        .put("max", millis(latencies.most()));
  }

  static double millis(Duration duration) {
    return Math.round(duration.toNanos() / 1e3) / 1e3;
  }
}
