package io.surgetank.core.api;

import io.surgetank.core.access.Principal;
import io.surgetank.core.job.JobId;
import io.surgetank.core.job.JobKey;
import io.surgetank.core.job.JobRecord;
import io.surgetank.core.job.Owner;
import io.surgetank.core.job.PipelineName;
import io.surgetank.core.job.Tenant;
import io.surgetank.core.json.Json;
import io.surgetank.core.store.CancelResult;
import io.surgetank.core.store.JobQuery;
import io.surgetank.core.store.JobStore;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import tools.jackson.databind.node.ObjectNode;

/// The operators' view of the jobs of all pipelines.
record JobsEndpoint(KnownPipelines known, JobStore jobs, JobResponse view) {
  private static final Set<String> PARAMETERS = new TreeSet<>(PageRequest.PARAMETERS);

  static {
    PARAMETERS.add("pipeline");
    PARAMETERS.add("tenant");
  }

  Response list(Request request, String id) {
    var parameters = QueryParameters.parse(request.query(), PARAMETERS);
    var pageRequest = PageRequest.of(parameters, known.of(request).of(parameters));
    Optional<Tenant> tenant = tenant(parameters);
    if (!parameters.violations().isEmpty())
      return Problem.of(Problem.Kind.PARAMETERS, parameters.violations()).response();
    JobQuery all = pageRequest.query();
    List<JobRecord> records = jobs.list(tenant.map(Owner::ofTenant).map(all::of).orElse(all));
    ObjectNode body = Json.MAPPER.createObjectNode();
    view.to(request).addJobs(body, records);
    pageRequest.next(records).ifPresent(cursor -> body.put("next", cursor));
    return Responses.json(200, body);
  }

  /// Only the jobs of this tenant; empty: those of all.
  private static Optional<Tenant> tenant(QueryParameters parameters) {
    Optional<String> text = parameters.value("tenant");
    Optional<Tenant> tenant = text.flatMap(Tenant::parse);
    if (text.isPresent() && tenant.isEmpty())
      parameters.addViolation("'tenant' must be " + Tenant.RULE);
    return tenant;
  }

  Response show(Request request, String id) {
    var parameters = QueryParameters.parse(request.query(), Set.of("pipeline", "tenant"));
    List<PipelineName> pipelines = known.of(request).of(parameters);
    Optional<Tenant> tenant = tenant(parameters);
    if (!parameters.violations().isEmpty())
      return Problem.of(Problem.Kind.PARAMETERS, parameters.violations()).response();
    Predicate<JobRecord> isSelected =
        record -> pipelines.contains(record.job().pipeline()) && isOf(record, tenant);
    List<JobRecord> found = found(id, tenant, isSelected);
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

  /// By the job id, else by clients' ids: of the tenant, or of clients without one.
  private List<JobRecord> found(
      String id, Optional<Tenant> tenant, Predicate<JobRecord> isSelected) {
    Optional<JobRecord> record = JobId.parse(id).flatMap(jobs::find).filter(isSelected);
    if (record.isPresent()) return List.of(record.get());
    if (id.isEmpty() || id.length() > JobKey.MAX_LENGTH) return List.of();
    return known.paths().stream()
        .map(path -> tenant.map(of -> of.keyPath(path)).orElse(path))
        .flatMap(path -> jobs.findByKey(new JobKey(path, JobKey.Kind.CLIENT_ID, id)).stream())
        .filter(isSelected)
        .toList();
  }

  private static boolean isOf(JobRecord record, Optional<Tenant> tenant) {
    return tenant.isEmpty() || record.job().owner().equals(Owner.ofTenant(tenant.get()));
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
