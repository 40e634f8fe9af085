package io.surgetank.core.api;

import io.surgetank.core.access.Principal;
import io.surgetank.core.job.JobId;
import io.surgetank.core.job.JobKey;
import io.surgetank.core.job.JobRecord;
import io.surgetank.core.job.PipelineName;
import io.surgetank.core.json.Json;
import io.surgetank.core.store.CancelResult;
import io.surgetank.core.store.JobStore;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.node.ObjectNode;

/// The operators' view of the jobs of all pipelines.
record JobsEndpoint(KnownPipelines known, JobStore jobs, JobResponse view) {
  private static final Set<String> PARAMETERS = new TreeSet<>(PageRequest.PARAMETERS);

  static {
    PARAMETERS.add("pipeline");
  }

  Response list(Request request, String id) {
    var parameters = QueryParameters.parse(request.query(), PARAMETERS);
    var pageRequest = PageRequest.of(parameters, known.of(request).of(parameters));
    if (!parameters.violations().isEmpty())
      return Problem.of(Problem.Kind.PARAMETERS, parameters.violations()).response();
    List<JobRecord> records = jobs.list(pageRequest.query());
    ObjectNode body = Json.MAPPER.createObjectNode();
    view.to(request).addJobs(body, records);
    pageRequest.next(records).ifPresent(cursor -> body.put("next", cursor));
    return Responses.json(200, body);
  }

  Response show(Request request, String id) {
    var parameters = QueryParameters.parse(request.query(), Set.of("pipeline"));
    List<PipelineName> pipelines = known.of(request).of(parameters);
    if (!parameters.violations().isEmpty())
      return Problem.of(Problem.Kind.PARAMETERS, parameters.violations()).response();
    List<JobRecord> found = found(id, pipelines);
    return switch (found.size()) {
      case 0 -> JobFinder.notFound();
      case 1 -> Responses.json(200, view.to(request).full(found.getFirst()));
      default ->
          Problem.of(
                  Problem.Kind.PARAMETERS,
                  "several pipelines have a job with this id; select one with 'pipeline': "
                      + found.stream().map(record -> record.job().pipeline()).toList())
              .response();
    };
  }

  /// By the job id, else by clients' ids.
  private List<JobRecord> found(String id, List<PipelineName> pipelines) {
    Optional<JobRecord> record =
        JobId.parse(id)
            .flatMap(jobs::find)
            .filter(found -> pipelines.contains(found.job().pipeline()));
    if (record.isPresent()) return List.of(record.get());
    if (id.isEmpty() || id.length() > JobKey.MAX_LENGTH) return List.of();
    return known.paths().stream()
        .flatMap(path -> jobs.findByKey(new JobKey(path, JobKey.Kind.CLIENT_ID, id)).stream())
        .filter(found -> pipelines.contains(found.job().pipeline()))
        .toList();
  }

  Response cancel(Request request, String id) {
    CancelResult cancelResult =
        JobId.parse(id)
            .filter(parsed -> mayUse(request, parsed))
            .map(jobs::cancel)
            .orElseGet(CancelResult.Unknown::new);
    return CancelJob.answer(cancelResult, view.to(request));
  }

  private boolean mayUse(Request request, JobId id) {
    Principal principal = request.principal();
    return !principal.isBound()
        || jobs.find(id).filter(it -> principal.mayUse(it.job().pipeline())).isPresent();
  }
}
