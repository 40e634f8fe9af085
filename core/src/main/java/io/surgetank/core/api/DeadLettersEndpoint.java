package io.surgetank.core.api;

import io.surgetank.core.job.JobId;
import io.surgetank.core.job.JobRecord;
import io.surgetank.core.json.Json;
import io.surgetank.core.store.DeadLetterFilter;
import io.surgetank.core.store.DeadLetterSummary;
import io.surgetank.core.store.DeadLetters;
import io.surgetank.core.store.JobQuery;
import io.surgetank.core.store.OperatorAction;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/// An operator's look at the dead letters, and what may be done with them.
record DeadLettersEndpoint(
    KnownPipelines pipelines, DeadLetters deadLetters, JobResponse view, InstantSource clock) {
  private static final Set<String> PARAMETERS =
      Set.of("pipeline", "id", "failure", "limit", "cursor");
  private static final int TRAIL_LENGTH = 100;

  Response list(Request request, String id) {
    var parameters = QueryParameters.parse(request.query(), PARAMETERS);
    DeadLetterFilter filter = DeadLetterRequest.filter(parameters, pipelines);
    int limit = parameters.number("limit", PageRequest.DEFAULT_LIMIT, JobQuery.MAX_LIMIT);
    Optional<JobId> before = PageRequest.before(parameters);
    if (!parameters.faults().isEmpty())
      return Problem.of(Problem.Kind.PARAMETERS, parameters.faults()).response();
    ObjectNode body = Json.MAPPER.createObjectNode();
    // Further pages have no summary: it is about all dead letters, and costs reading them.
    if (before.isEmpty()) summarize(body, deadLetters.summary(filter));
    List<JobRecord> records = deadLetters.list(filter, before, limit);
    var list = body.putArray("jobs");
    records.forEach(record -> list.add(view.summary(record)));
    PageRequest.next(records, limit).ifPresent(cursor -> body.put("next", cursor));
    return Responses.json(200, body);
  }

  private static void summarize(ObjectNode body, DeadLetterSummary summary) {
    body.put("count", summary.count())
        .put("complete", summary.extent() == OperatorAction.Extent.WHOLE);
    var groups = body.putArray("groups");
    summary
        .failures()
        .forEach(failure ->
            groups.addObject().put("failure", failure.failure()).put("count", failure.count()));
  }

  Response redrive(Request request, String id) {
    return act(request, OperatorAction.Act.REDRIVE);
  }

  Response purge(Request request, String id) {
    return act(request, OperatorAction.Act.PURGE);
  }

  private Response act(Request request, OperatorAction.Act act) {
    return switch (DeadLetterRequest.read(request.body(), pipelines)) {
      case DeadLetterRequest.Invalid(var faults) ->
          Problem.of(Problem.Kind.PARAMETERS, faults).response();
      case DeadLetterRequest.Preview(var filter) ->
          Responses.json(200, view(preview(request, act, filter)).put("preview", true));
      case DeadLetterRequest.Act(var filter) ->
          Responses.json(200, view(done(request, act, filter)).put("preview", false));
    };
  }

  private OperatorAction preview(Request request, OperatorAction.Act act, DeadLetterFilter filter) {
    String actor = OperatorAuthentication.actor(request);
    long meant = deadLetters.count(filter);
    return new OperatorAction(
        clock.instant(), actor, act, filter, meant, OperatorAction.Extent.SO_FAR);
  }

  private OperatorAction done(Request request, OperatorAction.Act act, DeadLetterFilter filter) {
    String actor = OperatorAuthentication.actor(request);
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
    return Responses.json(200, body);
  }

  private static ObjectNode view(OperatorAction entry) {
    ObjectNode view =
        Json.MAPPER
            .createObjectNode()
            .put("at", Timestamps.text(entry.at()))
            .put("actor", entry.actor())
            .put("act", entry.act().name())
            .put("jobs", entry.jobs())
            .put("finished", entry.extent() == OperatorAction.Extent.WHOLE);
    ObjectNode filter = view.putObject("filter");
    var ids = filter.putArray("ids");
    entry.filter().ids().forEach(id -> ids.add(id.toString()));
    var names = filter.putArray("pipelines");
    entry.filter().pipelines().forEach(name -> names.add(name.value()));
    filter.put("failure", entry.filter().failureContains());
    return view;
  }
}
