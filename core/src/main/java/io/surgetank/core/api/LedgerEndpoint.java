package io.surgetank.core.api;

import io.surgetank.core.job.PipelineName;
import io.surgetank.core.json.Json;
import io.surgetank.core.ledger.Ledger;
import io.surgetank.core.ledger.PipelineCounters;
import io.surgetank.core.ledger.VerificationReport;
import io.surgetank.core.ledger.VerificationRunningException;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.node.ObjectNode;

/// The operators' view of the counts.
record LedgerEndpoint(Ledger ledger, String version) {

  Response ledger(Request request, String id) {
    ObjectNode body = Json.MAPPER.createObjectNode();
    Map<PipelineName, PipelineCounters> visible = new TreeMap<>(ledger.counters());
    visible.keySet().removeIf(name -> !request.principal().mayUse(name));
    body.set("pipelines", counters(visible));
    return Responses.json(200, body);
  }

  Response verify(Request request, String id) {
    try {
      return report(ledger.verify());
    } catch (VerificationRunningException running) {
      String detail = String.valueOf(running.getMessage());
      return Problem.wait(Problem.Kind.UNAVAILABLE, detail, Submit.RETRY_AFTER).response();
    }
  }

  private static Response report(VerificationReport report) {
    ObjectNode body =
        Json.MAPPER
            .createObjectNode()
            .put("passes", report.passes())
            .put("records", report.records())
            .put("totalFindings", report.totalFindings());
    var findings = body.putArray("findings");
    report
        .findings()
        .forEach(finding ->
            findings
                .addObject()
                .put("pipeline", finding.pipeline().value())
                .put("subject", finding.subject())
                .put("error", finding.error()));
    body.set("pipelines", counters(report.counters()));
    return Responses.json(200, body);
  }

  Response version(Request request, String id) {
    return Responses.json(200, Json.MAPPER.createObjectNode().put("version", version));
  }

  private static ObjectNode counters(Map<PipelineName, PipelineCounters> counters) {
    ObjectNode all = Json.MAPPER.createObjectNode();
    new TreeMap<>(counters)
        .forEach((name, pipelineCounters) -> all.set(name.value(), counters(pipelineCounters)));
    return all;
  }

  private static ObjectNode counters(PipelineCounters pipelineCounters) {
    ObjectNode view =
        Json.MAPPER
            .createObjectNode()
            .put("received", pipelineCounters.received())
            .put("accepted", pipelineCounters.accepted())
            .put("replayed", pipelineCounters.replayed());
    ObjectNode rejected = view.putObject("rejected");
    pipelineCounters.rejected().forEach((why, n) -> rejected.put(why.label(), n));
    return view.put("started", pipelineCounters.started())
        .put("retried", pipelineCounters.retried())
        .put("processed", pipelineCounters.processed())
        .put("deadLettered", pipelineCounters.deadLettered())
        .put("redriven", pipelineCounters.redriven())
        .put("dead", pipelineCounters.dead())
        .put("deadLetters", pipelineCounters.deadLetters())
        .put("cancelled", pipelineCounters.cancelled())
        .put("unfinished", pipelineCounters.unfinished())
        .put("movedIn", pipelineCounters.movedIn())
        .put("movedOut", pipelineCounters.movedOut())
        .put("balances", pipelineCounters.balances());
  }
}
