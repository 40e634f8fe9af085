package io.surgetank.core.api;

import io.surgetank.core.intake.Violation;
import io.surgetank.core.job.Job;
import io.surgetank.core.job.PipelineName;
import io.surgetank.core.job.Status;
import io.surgetank.core.ledger.Ledger;
import io.surgetank.core.ledger.PipelineCounters;
import io.surgetank.core.ledger.Rejection;
import io.surgetank.core.pipeline.Pipeline;
import io.surgetank.core.pipeline.TemplateRendering;
import java.util.List;
import java.util.Optional;
import java.util.function.ToLongFunction;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// The response bodies of one pipeline: its configured members, filled in.
///
/// The status is the one at acceptance, so that a replay gets the same reply. Only the counts are
/// current.
final class ReplyRenderer {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final String PAYLOAD = "payload.";

  private final Pipeline pipeline;
  private final Ledger ledger;
  private final TemplateRendering accepted;
  private final TemplateRendering rejected;

  ReplyRenderer(Pipeline pipeline, Ledger ledger) {
    this.pipeline = pipeline;
    this.ledger = ledger;
    this.accepted = new TemplateRendering(pipeline.intake().reply());
    this.rejected = new TemplateRendering(pipeline.intake().rejection());
  }

  PipelineName pipeline() {
    return pipeline.name();
  }

  ObjectNode toAccepted(Job job, JsonNode payload) {
    return accepted.render(name -> value(name, job, payload));
  }

  /// The members that the pipeline adds to a problem.
  ObjectNode toRejected(List<Violation> violations) {
    return rejected.render(name ->
        name.equals("detail") && !violations.isEmpty()
            ? NODES.stringNode(violations.getFirst().detail())
            : NODES.missingNode());
  }

  /// Of the job's resource.
  String path(Job job) {
    return pipeline.intake().path() + "/" + job.id();
  }

  private JsonNode value(String name, Job job, JsonNode payload) {
    return switch (name) {
      case "id" -> NODES.stringNode(job.id().toString());
      case "acceptedAt" -> NODES.stringNode(Timestamps.text(job.acceptedAt()));
      case "acceptedAt.epoch" -> NODES.numberNode(job.acceptedAt().getEpochSecond());
      case "status" -> NODES.stringNode(Status.PENDING.name());
      case "pipeline" -> NODES.stringNode(pipeline.name().value());
      case "count.received" -> count(PipelineCounters::received);
      case "count.validated" -> count(ReplyRenderer::validated);
      case "count.accepted" -> count(PipelineCounters::accepted);
      default ->
          name.startsWith(PAYLOAD)
              ? payload.path(name.substring(PAYLOAD.length()))
              : NODES.missingNode();
    };
  }

  private JsonNode count(ToLongFunction<PipelineCounters> part) {
    return Optional.ofNullable(ledger.counters().get(pipeline.name()))
        .<JsonNode>map(pipelineCounters -> NODES.numberNode(part.applyAsLong(pipelineCounters)))
        .orElse(NODES.numberNode(0));
  }

  /// Submissions that passed validation, with any result.
  private static long validated(PipelineCounters pipelineCounters) {
    return pipelineCounters.accepted()
        + pipelineCounters.replayed()
        + pipelineCounters.rejected().getOrDefault(Rejection.KEY_TAKEN, 0L);
  }
}
