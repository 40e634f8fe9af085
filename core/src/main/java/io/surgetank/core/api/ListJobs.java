package io.surgetank.core.api;

import io.surgetank.core.job.JobRecord;
import io.surgetank.core.job.PipelineName;
import io.surgetank.core.json.Json;
import io.surgetank.core.store.JobQuery;
import io.surgetank.core.store.JobStore;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/// `GET` on a pipeline's path: its jobs, newest first, a page at a time.
record ListJobs(String path, List<PipelineName> pipelines, JobStore jobs, JobResponse view)
    implements Operation {

  @Override
  public Response answer(Request request, String id) {
    if (!ContentNegotiation.admitsJson(request))
      return ContentNegotiation.notAcceptable().response();
    var parameters = QueryParameters.parse(request.query(), PageRequest.PARAMETERS);
    var pageRequest = PageRequest.of(parameters, visible(request));
    if (!parameters.violations().isEmpty())
      return Problem.of(Problem.Kind.PARAMETERS, parameters.violations()).response();
    JobQuery all = pageRequest.query();
    List<JobRecord> records = jobs.list(request.principal().onlyReads().map(all::of).orElse(all));
    ObjectNode body = Json.MAPPER.createObjectNode();
    view.to(request).addJobs(body, records);
    Optional<String> next =
        pageRequest
            .next(records)
            .map(cursor -> request.client().link(pageRequest.address(path, cursor)));
    next.ifPresent(address -> body.put("next", address));
    Response response = Responses.json(200, body);
    return next.isEmpty() ? response : response.with("Link", "<" + next.get() + ">; rel=\"next\"");
  }

  /// [Permission] has checked that there is one.
  private List<PipelineName> visible(Request request) {
    return pipelines.stream().filter(request.principal()::mayUse).toList();
  }
}
