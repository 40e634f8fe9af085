package io.surgetank.api;

import io.surgetank.job.JobId;
import io.surgetank.job.JobRecord;
import io.surgetank.job.PipelineName;
import io.surgetank.json.Json;
import io.surgetank.pipeline.Pipelines;
import io.surgetank.store.Cancellation;
import io.surgetank.store.JobStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.node.ObjectNode;

/// An operator's look at the jobs of all pipelines.
record OperatorJobs(Pipelines pipelines, JobStore jobs, JobView view) {
  private static final Set<String> PARAMETERS = new TreeSet<>(Page.PARAMETERS);

  static {
    PARAMETERS.add("pipeline");
  }

  Response list(Request request, String id) {
    var parameters = QueryParameters.parse(request.query(), PARAMETERS);
    var page = Page.of(parameters, named(parameters, pipelines));
    if (!parameters.faults().isEmpty())
      return Problem.of(Problem.Kind.PARAMETERS, parameters.faults()).response();
    List<JobRecord> records = jobs.list(page.query());
    ObjectNode body = Json.MAPPER.createObjectNode();
    var list = body.putArray("jobs");
    records.forEach(record -> list.add(view.summary(record)));
    page.next(records).ifPresent(cursor -> body.put("next", cursor));
    return Answers.json(200, body);
  }

  Response show(Request request, String id) {
    Optional<JobRecord> record = JobId.parse(id).flatMap(jobs::find);
    return record.isEmpty() ? Lookup.notFound() : Answers.json(200, view.full(record.get()));
  }

  Response cancel(Request request, String id) {
    Cancellation cancellation =
        JobId.parse(id).map(jobs::cancel).orElseGet(Cancellation.Unknown::new);
    return CancelJob.answer(cancellation, view);
  }

  /// The pipelines that `pipeline=a,b` names; all when it is not given.
  static List<PipelineName> named(QueryParameters parameters, Pipelines pipelines) {
    List<PipelineName> all = pipelines.all().stream().map(pipeline -> pipeline.name()).toList();
    Optional<String> names = parameters.value("pipeline");
    if (names.isEmpty()) return all;
    List<PipelineName> named = new ArrayList<>();
    for (String name : names.get().split(",", -1))
      all.stream()
          .filter(pipeline -> pipeline.value().equals(name.strip()))
          .findFirst()
          .ifPresentOrElse(
              named::add, () -> parameters.fault("'pipeline' is one or more of " + all));
    return named.isEmpty() ? all : named;
  }
}
