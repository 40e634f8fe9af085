package io.surgetank.api;

import io.surgetank.job.PipelineName;
import io.surgetank.json.Json;
import io.surgetank.ledger.AuditReport;
import io.surgetank.ledger.Ledger;
import io.surgetank.ledger.Tally;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.node.ObjectNode;

/// An operator's look at the counts.
record OperatorLedger(Ledger ledger, String version) {

  Response ledger(Request request, String id) {
    ObjectNode body = Json.MAPPER.createObjectNode();
    body.set("pipelines", tallies(ledger.tallies()));
    return Answers.json(200, body);
  }

  Response audit(Request request, String id) {
    AuditReport report = ledger.audit();
    ObjectNode body =
        Json.MAPPER
            .createObjectNode()
            .put("passes", report.passes())
            .put("records", report.records())
            .put("findingsInAll", report.findingsInAll());
    var findings = body.putArray("findings");
    report
        .findings()
        .forEach(finding ->
            findings
                .addObject()
                .put("pipeline", finding.pipeline().value())
                .put("subject", finding.subject())
                .put("fault", finding.fault()));
    body.set("pipelines", tallies(report.tallies()));
    return Answers.json(200, body);
  }

  Response version(Request request, String id) {
    return Answers.json(200, Json.MAPPER.createObjectNode().put("version", version));
  }

  private static ObjectNode tallies(Map<PipelineName, Tally> tallies) {
    ObjectNode all = Json.MAPPER.createObjectNode();
    new TreeMap<>(tallies).forEach((name, tally) -> all.set(name.value(), tally(tally)));
    return all;
  }

  private static ObjectNode tally(Tally tally) {
    ObjectNode view =
        Json.MAPPER
            .createObjectNode()
            .put("received", tally.received())
            .put("accepted", tally.accepted())
            .put("replayed", tally.replayed());
    ObjectNode rejected = view.putObject("rejected");
    tally.rejected().forEach((why, n) -> rejected.put(why.label(), n));
    return view.put("started", tally.started())
        .put("retried", tally.retried())
        .put("processed", tally.processed())
        .put("died", tally.died())
        .put("redriven", tally.redriven())
        .put("dead", tally.dead())
        .put("deadLetters", tally.deadLetters())
        .put("cancelled", tally.cancelled())
        .put("waiting", tally.waiting())
        .put("balances", tally.balances());
  }
}
