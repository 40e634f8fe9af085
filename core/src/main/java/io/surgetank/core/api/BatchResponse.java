package io.surgetank.core.api;

import io.surgetank.core.job.Job;
import io.surgetank.core.job.PipelineName;
import io.surgetank.core.json.Json;
import io.surgetank.core.ledger.Ledger;
import io.surgetank.core.ledger.Rejection;
import java.util.HashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The response to many submissions, with a result per element: 202 when all were accepted, 207
/// when at least one was not.
final class BatchResponse {
  private record RejectionKey(PipelineName pipeline, Rejection why) {}

  private final Client client;
  private final ObjectNode body = Json.MAPPER.createObjectNode();
  private final ArrayNode results = body.putArray("results");
  private final Map<RejectionKey, Long> refusals = new HashMap<>();
  private int accepted;
  private int replayed;

  /// A response to this client.
  BatchResponse(Client client) {
    this.client = client;
  }

  void addAccepted(ReplyRenderer reply, Job job, JsonNode payload) {
    accepted++;
    var _ = add(reply, job, payload);
  }

  void addReplayed(ReplyRenderer reply, Job job, JsonNode payload) {
    replayed++;
    add(reply, job, payload).put("replayed", true);
  }

  private ObjectNode add(ReplyRenderer reply, Job job, JsonNode payload) {
    ObjectNode result =
        next()
            .put("status", 202)
            .put("id", job.id().toString())
            .put("location", client.link(reply.path(job)));
    result.set("reply", reply.toAccepted(job, payload));
    return result;
  }

  void add(SubmissionCheckResult.Refused refused) {
    refusals.merge(new RejectionKey(refused.pipeline(), refused.why()), 1L, Long::sum);
    Problem problem = refused.problem();
    next().put("status", problem.kind().status).set("problem", problem.json());
  }

  private ObjectNode next() {
    int index = results.size();
    return results.addObject().put("index", index);
  }

  /// Counts the refusals, each pipeline's together.
  void countRefusals(Ledger ledger) {
    refusals.forEach((counter, n) -> ledger.rejected(counter.pipeline(), counter.why(), n));
  }

  Response response() {
    int rejected = results.size() - accepted - replayed;
    body.put("accepted", accepted).put("replayed", replayed).put("rejected", rejected);
    return Responses.json(rejected == 0 ? 202 : 207, body);
  }
}
