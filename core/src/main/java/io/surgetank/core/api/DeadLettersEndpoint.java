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

/// The operators' dead letters: list, redrive, purge, and the audit log.
record DeadLettersEndpoint(
    KnownPipelines pipelines, DeadLetters deadLetters, JobResponse view, InstantSource clock) {
  private static final Set<String> PARAMETERS =
      Set.of("pipeline", "id", "failure", "limit", "cursor");
  private static final int MAX_ACTIONS = 100;

  Response list(Request request, String id) {
    var parameters = QueryParameters.parse(request.query(), PARAMETERS);
    DeadLetterFilter filter = DeadLetterRequest.filter(parameters, pipelines.of(request));
    int limit = parameters.number("limit", PageRequest.DEFAULT_LIMIT, JobQuery.MAX_LIMIT);
    Optional<JobId> before = PageRequest.before(parameters);
    if (!parameters.violations().isEmpty())
      return Problem.of(Problem.Kind.PARAMETERS, parameters.violations()).response();
    ObjectNode body = Json.MAPPER.createObjectNode();
    // Further pages have no summary: it covers all dead letters, and reads them all.
    if (before.isEmpty()) summarize(body, deadLetters.summary(filter));
    List<JobRecord> records = deadLetters.list(filter, before, limit);
    view.to(request).addJobs(body, records);
    PageRequest.next(records, limit).ifPresent(cursor -> body.put("next", cursor));
    return Responses.json(200, body);
  }

  private static void summarize(ObjectNode body, DeadLetterSummary summary) {
    body.put("count", summary.count())
        .put("complete", summary.extent() == OperatorAction.Extent.COMPLETE);
    var groups = body.putArray("groups");
    summary
        .failures()
        .forEach(failure ->
            groups.addObject().put("failure", failure.failure()).put("count", failure.count()));
  }

  Response redrive(Request request, String id) {
    return execute(request, OperatorAction.Type.REDRIVE);
  }

  Response purge(Request request, String id) {
    return execute(request, OperatorAction.Type.PURGE);
  }

  private Response execute(Request request, OperatorAction.Type type) {
    return switch (DeadLetterRequest.read(request.body(), pipelines.of(request))) {
      case DeadLetterRequest.Invalid(var violations) ->
          Problem.of(Problem.Kind.PARAMETERS, violations).response();
      case DeadLetterRequest.Preview(var filter) ->
          Responses.json(200, view(preview(request, type, filter)).put("preview", true));
      case DeadLetterRequest.Execution(var filter) ->
          Responses.json(200, view(executed(request, type, filter)).put("preview", false));
    };
  }

  private OperatorAction preview(
      Request request, OperatorAction.Type type, DeadLetterFilter filter) {
    String actor = Actor.of(request);
    long count = deadLetters.count(filter);
    return new OperatorAction(
        clock.instant(), actor, type, filter, count, OperatorAction.Extent.PARTIAL);
  }

  private OperatorAction executed(
      Request request, OperatorAction.Type type, DeadLetterFilter filter) {
    String actor = Actor.of(request);
    return switch (type) {
      case REDRIVE -> deadLetters.redrive(filter, actor);
      case PURGE -> deadLetters.purge(filter, actor);
      case CANCEL, MOVE, CREATE_KEY, ROTATE_KEY, REVOKE_KEY ->
          throw new IllegalStateException("not an action on dead letters: " + type);
    };
  }

  Response actions(Request request, String id) {
    ObjectNode body = Json.MAPPER.createObjectNode();
    var list = body.putArray("entries");
    deadLetters.operatorActions(MAX_ACTIONS).forEach(action -> list.add(view(action)));
    return Responses.json(200, body);
  }

  private static ObjectNode view(OperatorAction action) {
    ObjectNode view =
        Json.MAPPER
            .createObjectNode()
            .put("at", Timestamps.text(action.at()))
            .put("actor", action.actor())
            .put("action", action.type().name())
            .put("jobs", action.jobs())
            .put("finished", action.extent() == OperatorAction.Extent.COMPLETE);
    action.to().ifPresent(to -> view.put("to", to.value()));
    action.key().ifPresent(key -> view.put("key", key));
    ObjectNode filter = view.putObject("filter");
    var ids = filter.putArray("ids");
    action.filter().ids().forEach(id -> ids.add(id.toString()));
    var names = filter.putArray("pipelines");
    action.filter().pipelines().forEach(name -> names.add(name.value()));
    filter.put("failure", action.filter().failureContains());
    if (!action.statuses().isEmpty()) {
      var statuses = filter.putArray("statuses");
      action.statuses().stream().sorted().forEach(status -> statuses.add(status.name()));
    }
    return view;
  }
}
