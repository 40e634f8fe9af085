package io.surgetank.api;

import io.surgetank.job.JobId;
import io.surgetank.job.JobRecord;
import io.surgetank.json.Json;
import io.surgetank.store.DeadFilter;
import io.surgetank.store.DeadLetters;
import io.surgetank.store.DeadSummary;
import io.surgetank.store.JobQuery;
import io.surgetank.store.TrailEntry;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/// An operator's look at the dead letters, and what may be done with them.
record OperatorDead(
    KnownPipelines pipelines, DeadLetters deadLetters, JobView view, InstantSource clock) {
  private static final Set<String> PARAMETERS =
      Set.of("pipeline", "id", "failure", "limit", "cursor");
  private static final int TRAIL_LENGTH = 100;

  Response list(Request request, String id) {
    var parameters = QueryParameters.parse(request.query(), PARAMETERS);
    DeadFilter filter = DeadOrder.filter(parameters, pipelines);
    int limit = parameters.number("limit", Page.DEFAULT_LIMIT, JobQuery.MAX_LIMIT);
    Optional<JobId> before = Page.before(parameters);
    if (!parameters.faults().isEmpty())
      return Problem.of(Problem.Kind.PARAMETERS, parameters.faults()).response();
    ObjectNode body = Json.MAPPER.createObjectNode();
    // Further pages have no summary: it is about all dead letters, and costs reading them.
    if (before.isEmpty()) summarize(body, deadLetters.summary(filter));
    List<JobRecord> records = deadLetters.list(filter, before, limit);
    var list = body.putArray("jobs");
    records.forEach(record -> list.add(view.summary(record)));
    Page.next(records, limit).ifPresent(cursor -> body.put("next", cursor));
    return Answers.json(200, body);
  }

  private static void summarize(ObjectNode body, DeadSummary summary) {
    body.put("count", summary.count()).put("complete", summary.extent() == TrailEntry.Extent.WHOLE);
    var groups = body.putArray("groups");
    summary
        .failures()
        .forEach(failure ->
            groups.addObject().put("failure", failure.failure()).put("count", failure.count()));
  }

  Response redrive(Request request, String id) {
    return act(request, TrailEntry.Act.REDRIVE);
  }

  Response purge(Request request, String id) {
    return act(request, TrailEntry.Act.PURGE);
  }

  private Response act(Request request, TrailEntry.Act act) {
    return switch (DeadOrder.read(request.body(), pipelines)) {
      case DeadOrder.Unusable(var faults) -> Problem.of(Problem.Kind.PARAMETERS, faults).response();
      case DeadOrder.Preview(var filter) ->
          Answers.json(200, view(preview(request, act, filter)).put("preview", true));
      case DeadOrder.Act(var filter) ->
          Answers.json(200, view(done(request, act, filter)).put("preview", false));
    };
  }

  private TrailEntry preview(Request request, TrailEntry.Act act, DeadFilter filter) {
    String actor = OperatorAccess.actor(request);
    long meant = deadLetters.count(filter);
    return new TrailEntry(clock.instant(), actor, act, filter, meant, TrailEntry.Extent.SO_FAR);
  }

  private TrailEntry done(Request request, TrailEntry.Act act, DeadFilter filter) {
    String actor = OperatorAccess.actor(request);
    return switch (act) {
      case REDRIVE -> deadLetters.redrive(filter, actor);
      case PURGE -> deadLetters.purge(filter, actor);
      case CANCEL -> throw new IllegalStateException("a dead letter cannot be cancelled");
    };
  }

  Response trail(Request request, String id) {
    ObjectNode body = Json.MAPPER.createObjectNode();
    var list = body.putArray("trail");
    deadLetters.trail(TRAIL_LENGTH).forEach(entry -> list.add(view(entry)));
    return Answers.json(200, body);
  }

  private static ObjectNode view(TrailEntry entry) {
    ObjectNode view =
        Json.MAPPER
            .createObjectNode()
            .put("at", Times.text(entry.at()))
            .put("actor", entry.actor())
            .put("act", entry.act().name())
            .put("jobs", entry.jobs())
            .put("finished", entry.extent() == TrailEntry.Extent.WHOLE);
    ObjectNode filter = view.putObject("filter");
    var ids = filter.putArray("ids");
    entry.filter().ids().forEach(id -> ids.add(id.toString()));
    var names = filter.putArray("pipelines");
    entry.filter().pipelines().forEach(name -> names.add(name.value()));
    filter.put("failure", entry.filter().failureContains());
    return view;
  }
}
