package io.surgetank.core.api;

import io.surgetank.core.access.Principal;
import io.surgetank.core.job.JobId;
import io.surgetank.core.job.JobKey;
import io.surgetank.core.job.JobRecord;
import io.surgetank.core.job.PipelineName;
import io.surgetank.core.pipeline.Pipeline;
import io.surgetank.core.store.JobStore;
import java.util.List;
import java.util.Optional;

/// Finds a job at a pipeline's path: by its job id, or by the client's id where the pipeline has
/// one.
record JobFinder(List<Pipeline> pipelines, JobStore jobs) {

  /// Empty also for a job that the sender of the request may not read.
  Optional<JobRecord> find(Request request, String id) {
    // A hidden job does not hide the sender's own one, whose client id may be that job's id.
    Optional<JobRecord> ours =
        JobId.parse(id).flatMap(jobs::find).filter(record -> isVisible(request, record));
    return ours.isPresent()
        ? ours
        : byClientId(request.principal(), id).filter(record -> isVisible(request, record));
  }

  /// Whether the sender of the request may read the job, and it is in a pipeline at this path. A
  /// move changes that.
  boolean isVisible(Request request, JobRecord record) {
    PipelineName pipeline = record.job().pipeline();
    Principal principal = request.principal();
    return hasPipeline(pipeline)
        && principal.mayUse(pipeline)
        && principal.mayRead(record.job().owner());
  }

  private boolean hasPipeline(PipelineName name) {
    return pipelines.stream().anyMatch(pipeline -> pipeline.name().equals(name));
  }

  private Optional<JobRecord> byClientId(Principal principal, String id) {
    if (id.isEmpty() || id.length() > JobKey.MAX_LENGTH) return Optional.empty();
    boolean named =
        pipelines.stream().anyMatch(pipeline -> pipeline.intake().clientId().member().isPresent());
    if (!named) return Optional.empty();
    String path = pipelines.getFirst().intake().path();
    return jobs.findByKey(new JobKey(principal.keyPath(path), JobKey.Kind.CLIENT_ID, id))
        .filter(record -> hasPipeline(record.job().pipeline()));
  }

  static Response notFound() {
    return Problem.of(Problem.Kind.NOT_FOUND, "no such job; it may have expired").response();
  }
}
