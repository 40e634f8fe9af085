package io.surgetank.api;

import io.surgetank.accept.Acceptance;
import io.surgetank.accept.Elements;
import io.surgetank.accept.Fault;
import io.surgetank.accept.KeyHeader;
import io.surgetank.job.Job;
import io.surgetank.job.JobKey;
import io.surgetank.job.PipelineName;
import io.surgetank.job.Trace;
import io.surgetank.json.Json;
import io.surgetank.ledger.Ledger;
import io.surgetank.ledger.Rejection;
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
record SubmitMany(Entrance entrance, Ledger ledger) {
  /// As many as one transaction bears without making others wait.
  static final int MAX_ELEMENTS = 1_000;

  Response answer(Request request, Elements elements) {
    return switch (elements) {
      case Elements.Unreadable(var faults) -> refused(Rejection.INVALID, faults);
      case Elements.Found(var found) when found.isEmpty() ->
          refused(Rejection.INVALID, "the body holds no submission; send at least one");
      case Elements.Found(var found) when found.size() > MAX_ELEMENTS ->
          refused(
              Rejection.TOO_LARGE,
              "one request holds at most %d submissions; send more requests"
                  .formatted(MAX_ELEMENTS));
      case Elements.Found(var found) -> each(request, found);
    };
  }

  private Response refused(Rejection why, String detail) {
    return refused(why, List.of(Fault.ofWhole(detail)));
  }

  /// The request as a whole: it counts as one submission, because nobody can say how many it held.
  private Response refused(Rejection why, List<Fault> faults) {
    var gate = entrance.gates().first();
    ledger.rejected(gate.pipeline().name(), why, 1);
    return entrance.problem(gate, new Acceptance.Rejected(why, faults)).response();
  }

  private Response each(Request request, List<Elements.Element> elements) {
    KeyHeader key = KeyHeader.read(request.headers("idempotency-key"), JobKey.MAX_BATCH_LENGTH);
    var trace = request.header("traceparent").flatMap(Trace::parse);
    List<KeyHeader> keys = KeyHeader.ofEach(key, elements);
    Admission admission = entrance.many(new Admission.Many(elements, keys));
    var seen = new ArrayList<Entrance.Seen>(elements.size());
    for (int i = 0; i < elements.size(); i++)
      seen.add(entrance.see(elements.get(i), keys.get(i), trace, admission));
    List<Acceptance> acceptances = entrance.accept(seen);
    count(seen, acceptances);
    Optional<Acceptance> taken = acceptances.stream().filter(SubmitMany::isOfWhole).findFirst();
    return taken
        .map(conflict -> entrance.problem(entrance.gates().first(), conflict).response())
        .orElseGet(() -> response(seen, acceptances));
  }

  /// The batch's own key names something else; then nothing of the batch was stored.
  private static boolean isOfWhole(Acceptance acceptance) {
    return acceptance instanceof Acceptance.Conflict(var key)
        && key.kind() == JobKey.Kind.IDEMPOTENCY_KEY;
  }

  private void count(List<Entrance.Seen> seen, List<Acceptance> acceptances) {
    record Counter(PipelineName pipeline, Rejection why) {}
    Map<Counter, Long> counts = new HashMap<>();
    for (int i = 0; i < seen.size(); i++) {
      PipelineName pipeline = seen.get(i).gate().pipeline().name();
      Entrance.rejection(acceptances.get(i))
          .ifPresent(why -> counts.merge(new Counter(pipeline, why), 1L, Long::sum));
    }
    counts.forEach((counter, n) -> ledger.rejected(counter.pipeline(), counter.why(), n));
  }

  private Response response(List<Entrance.Seen> seen, List<Acceptance> acceptances) {
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
          fill(result, seen.get(i), record.job(), Entrance.stored(record.job()));
          result.put("replayed", true);
        }
        case Acceptance.Rejected _,
            Acceptance.Conflict _,
            Acceptance.Crowded _,
            Acceptance.Refused _ -> {
          Problem problem = entrance.problem(seen.get(i).gate(), acceptances.get(i));
          result.put("status", problem.kind().status).set("problem", problem.json());
        }
      }
    }
    int rejected = seen.size() - accepted - replayed;
    body.put("accepted", accepted).put("replayed", replayed).put("rejected", rejected);
    return Answers.json(rejected == 0 ? 202 : 207, body);
  }

  private void fill(ObjectNode result, Entrance.Seen seen, Job job, JsonNode payload) {
    Reply reply = entrance.reply(seen.gate());
    result
        .put("status", 202)
        .put("id", job.id().toString())
        .put("location", reply.location(job))
        .set("reply", reply.toAccepted(job, payload));
  }
}
