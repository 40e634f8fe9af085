package io.surgetank.core.api;

import io.surgetank.core.intake.Acceptance;
import io.surgetank.core.intake.BatchParseResult;
import io.surgetank.core.intake.IdempotencyKeyHeader;
import io.surgetank.core.intake.Violation;
import io.surgetank.core.job.Job;
import io.surgetank.core.job.JobKey;
import io.surgetank.core.job.PipelineName;
import io.surgetank.core.job.Trace;
import io.surgetank.core.json.Json;
import io.surgetank.core.ledger.Ledger;
import io.surgetank.core.ledger.Rejection;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Accepts many submissions in one request, each independently: 202 when all were accepted, 207
/// when at least one was not, with a result per element. All valid ones are stored together. An
/// `Idempotency-Key` identifies the batch. When the batch is repeated, accepted elements are
/// replayed and the others are tried again; with other submissions, or in another order, the batch
/// is refused.
record SubmitMany(SubmissionProcessor submissionProcessor, Ledger ledger) {
  /// As many as fit one transaction without making others wait.
  static final int MAX_ELEMENTS = 1_000;

  Response answer(Request request, BatchParseResult batchParseResult) {
    return switch (batchParseResult) {
      case BatchParseResult.Malformed(var violations) -> refused(Rejection.INVALID, violations);
      case BatchParseResult.Parsed(var found) when found.isEmpty() ->
          refused(Rejection.INVALID, "the body contains no submission; send at least one");
      case BatchParseResult.Parsed(var found) when found.size() > MAX_ELEMENTS ->
          refused(
              Rejection.TOO_LARGE,
              "a request contains at most %d submissions; split it into several requests"
                  .formatted(MAX_ELEMENTS));
      case BatchParseResult.Parsed(var found) -> each(request, found);
    };
  }

  private Response refused(Rejection why, String detail) {
    return refused(why, List.of(Violation.ofWhole(detail)));
  }

  /// Refuses the request. It counts as one submission, because their number is unknown.
  private Response refused(Rejection why, List<Violation> violations) {
    var submissionValidator = submissionProcessor.pipelineSelector().first();
    ledger.rejected(submissionValidator.pipeline().name(), why, 1);
    return submissionProcessor
        .problem(submissionValidator, new Acceptance.Rejected(why, violations))
        .response();
  }

  private Response each(Request request, List<BatchParseResult.Element> elements) {
    IdempotencyKeyHeader key =
        IdempotencyKeyHeader.read(request.headers("idempotency-key"), JobKey.MAX_BATCH_LENGTH);
    var trace = request.header("traceparent").flatMap(Trace::parse);
    List<IdempotencyKeyHeader> keys = IdempotencyKeyHeader.ofEach(key, elements);
    RateLimits rateLimits = submissionProcessor.many(new RateLimits.Many(elements, keys));
    var seen = new ArrayList<SubmissionProcessor.Checked>(elements.size());
    for (int i = 0; i < elements.size(); i++)
      seen.add(submissionProcessor.check(elements.get(i), keys.get(i), trace, rateLimits));
    List<Acceptance> acceptances = submissionProcessor.accept(seen);
    count(seen, acceptances);
    Optional<Acceptance> taken =
        acceptances.stream().filter(SubmitMany::isBatchConflict).findFirst();
    return taken
        .map(conflict ->
            submissionProcessor
                .problem(submissionProcessor.pipelineSelector().first(), conflict)
                .response())
        .orElseGet(() -> response(seen, acceptances));
  }

  /// Whether the batch's key is taken; then nothing of the batch was stored.
  private static boolean isBatchConflict(Acceptance acceptance) {
    return acceptance instanceof Acceptance.Conflict(var key)
        && key.kind() == JobKey.Kind.IDEMPOTENCY_KEY;
  }

  private void count(List<SubmissionProcessor.Checked> seen, List<Acceptance> acceptances) {
    record Counter(PipelineName pipeline, Rejection why) {}
    Map<Counter, Long> counts = new HashMap<>();
    for (int i = 0; i < seen.size(); i++) {
      PipelineName pipeline = seen.get(i).submissionValidator().pipeline().name();
      SubmissionProcessor.rejection(acceptances.get(i))
          .ifPresent(why -> counts.merge(new Counter(pipeline, why), 1L, Long::sum));
    }
    counts.forEach((counter, n) -> ledger.rejected(counter.pipeline(), counter.why(), n));
  }

  private Response response(List<SubmissionProcessor.Checked> seen, List<Acceptance> acceptances) {
    int accepted = 0;
    int replayed = 0;
    ObjectNode body = Json.MAPPER.createObjectNode();
    ArrayNode results = body.putArray("results");
    for (int i = 0; i < seen.size(); i++) {
      ObjectNode result = results.addObject().put("index", i);
      switch (acceptances.get(i)) {
        case Acceptance.Accepted(var job) -> {
          accepted++;
          fill(result, seen.get(i), job, seen.get(i).payload());
        }
        case Acceptance.Replayed(var record) -> {
          replayed++;
          fill(result, seen.get(i), record.job(), SubmissionProcessor.stored(record.job()));
          result.put("replayed", true);
        }
        case Acceptance.Rejected _,
            Acceptance.Conflict _,
            Acceptance.TooManyKeys _,
            Acceptance.Refused _ -> {
          Problem problem =
              submissionProcessor.problem(seen.get(i).submissionValidator(), acceptances.get(i));
          result.put("status", problem.kind().status).set("problem", problem.json());
        }
      }
    }
    int rejected = seen.size() - accepted - replayed;
    body.put("accepted", accepted).put("replayed", replayed).put("rejected", rejected);
    return Responses.json(rejected == 0 ? 202 : 207, body);
  }

  private void fill(
      ObjectNode result, SubmissionProcessor.Checked seen, Job job, JsonNode payload) {
    AcceptedBody acceptedBody = submissionProcessor.reply(seen.submissionValidator());
    result
        .put("status", 202)
        .put("id", job.id().toString())
        .put("location", acceptedBody.location(job))
        .set("reply", acceptedBody.toAccepted(job, payload));
  }
}
