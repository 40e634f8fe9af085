package io.surgetank.api;

import io.surgetank.job.JobRecord;
import io.surgetank.job.PipelineName;
import io.surgetank.json.Json;
import io.surgetank.store.JobStore;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/// `GET` on a pipeline's path: its jobs, newest first, a page at a time.
record ListJobs(String path, List<PipelineName> pipelines, JobStore jobs, JobView view)
    implements Operation {

  @Override
  public Response answer(Request request, String id) {
    if (!Negotiation.admitsJson(request)) return Negotiation.notAcceptable().response();
    var parameters = QueryParameters.parse(request.query(), Page.PARAMETERS);
    var page = Page.of(parameters, pipelines);
    if (!parameters.faults().isEmpty())
      return Problem.of(Problem.Kind.PARAMETERS, parameters.faults()).response();
    List<JobRecord> records = jobs.list(page.query());
    ObjectNode body = Json.MAPPER.createObjectNode();
    var list = body.putArray("jobs");
    records.forEach(record -> list.add(view.summary(record)));
    Optional<String> next = page.next(records).map(cursor -> page.address(path, cursor));
    next.ifPresent(address -> body.put("next", address));
    Response response = Answers.json(200, body);
    return next.isEmpty() ? response : response.with("Link", "<" + next.get() + ">; rel=\"next\"");
  }
}
