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

/// Takes many submissions in one request, each on its own merits: 202 when all were accepted, 207
/// when at least one was not, with a result per element. All that are fit are stored at once.
///
/// An `Idempotency-Key` names the batch as a whole. Repeated, what was accepted is replayed and
/// what was not is tried again; with other submissions, or in another order, it is refused as a
/// whole.
record SubmitMany(SubmissionProcessor submissionProcessor, Ledger ledger) {
  /// As many as one transaction bears without making others wait.
  static final int MAX_ELEMENTS = 1_000;

  Response answer(Request request, BatchParseResult batchParseResult) {
    return switch (batchParseResult) {
      case BatchParseResult.Malformed(var faults) -> refused(Rejection.INVALID, faults);
      case BatchParseResult.Parsed(var found) when found.isEmpty() ->
          refused(Rejection.INVALID, "the body holds no submission; send at least one");
      case BatchParseResult.Parsed(var found) when found.size() > MAX_ELEMENTS ->
          refused(
              Rejection.TOO_LARGE,
              "one request holds at most %d submissions; send more requests"
                  .formatted(MAX_ELEMENTS));
      case BatchParseResult.Parsed(var found) -> each(request, found);
    };
  }

  private Response refused(Rejection why, String detail) {
    return refused(why, List.of(Violation.ofWhole(detail)));
  }

  /// The request as a whole: it counts as one submission, because nobody can say how many it held.
  private Response refused(Rejection why, List<Violation> faults) {
    var submissionValidator = submissionProcessor.pipelineSelector().first();
    ledger.rejected(submissionValidator.pipeline().name(), why, 1);
    return submissionProcessor
        .problem(submissionValidator, new Acceptance.Rejected(why, faults))
        .response();
  }

  private Response each(Request request, List<BatchParseResult.Element> elements) {
    IdempotencyKeyHeader key =
        IdempotencyKeyHeader.read(request.headers("idempotency-key"), JobKey.MAX_BATCH_LENGTH);
    var trace = request.header("traceparent").flatMap(Trace::parse);
    List<IdempotencyKeyHeader> keys = IdempotencyKeyHeader.ofEach(key, elements);
    RateLimits rateLimits = submissionProcessor.many(new RateLimits.Many(elements, keys));
    var seen = new ArrayList<SubmissionProcessor.Seen>(elements.size());
    for (int i = 0; i < elements.size(); i++)
      seen.add(submissionProcessor.see(elements.get(i), keys.get(i), trace, rateLimits));
    List<Acceptance> acceptances = submissionProcessor.accept(seen);
    count(seen, acceptances);
    Optional<Acceptance> taken = acceptances.stream().filter(SubmitMany::isOfWhole).findFirst();
    return taken
        .map(conflict ->
            submissionProcessor
                .problem(submissionProcessor.pipelineSelector().first(), conflict)
                .response())
        .orElseGet(() -> response(seen, acceptances));
  }

  /// The batch's own key names something else; then nothing of the batch was stored.
  private static boolean isOfWhole(Acceptance acceptance) {
    return acceptance instanceof Acceptance.Conflict(var key)
        && key.kind() == JobKey.Kind.IDEMPOTENCY_KEY;
  }

  private void count(List<SubmissionProcessor.Seen> seen, List<Acceptance> acceptances) {
    record Counter(PipelineName pipeline, Rejection why) {}
    Map<Counter, Long> counts = new HashMap<>();
    for (int i = 0; i < seen.size(); i++) {
      PipelineName pipeline = seen.get(i).submissionValidator().pipeline().name();
      SubmissionProcessor.rejection(acceptances.get(i))
          .ifPresent(why -> counts.merge(new Counter(pipeline, why), 1L, Long::sum));
    }
    counts.forEach((counter, n) -> ledger.rejected(counter.pipeline(), counter.why(), n));
  }

  private Response response(List<SubmissionProcessor.Seen> seen, List<Acceptance> acceptances) {
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

  private void fill(ObjectNode result, SubmissionProcessor.Seen seen, Job job, JsonNode payload) {
    AcceptedBody acceptedBody = submissionProcessor.reply(seen.submissionValidator());
    result
        .put("status", 202)
        .put("id", job.id().toString())
        .put("location", acceptedBody.location(job))
        .set("reply", acceptedBody.toAccepted(job, payload));
  }
}
