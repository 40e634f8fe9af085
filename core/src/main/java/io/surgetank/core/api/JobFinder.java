package io.surgetank.core.api;

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

  /// Empty also for a job of a pipeline that the sender of the request may not use.
  Optional<JobRecord> find(Request request, String id) {
    Optional<JobRecord> ours =
        JobId.parse(id).flatMap(jobs::find).filter(record -> hasPipeline(record.job().pipeline()));
    Optional<JobRecord> found = ours.isPresent() ? ours : byClientId(id);
    return found.filter(record -> isVisible(request, record));
  }

  /// Whether the job is in a pipeline at this path that the sender of the request may use. A move
  /// changes that.
  boolean isVisible(Request request, JobRecord record) {
    PipelineName pipeline = record.job().pipeline();
    return hasPipeline(pipeline) && request.principal().mayUse(pipeline);
  }

  private boolean hasPipeline(PipelineName name) {
    return pipelines.stream().anyMatch(pipeline -> pipeline.name().equals(name));
  }

  private Optional<JobRecord> byClientId(String id) {
    if (id.isEmpty() || id.length() > JobKey.MAX_LENGTH) return Optional.empty();
    boolean named =
        pipelines.stream().anyMatch(pipeline -> pipeline.intake().clientId().member().isPresent());
    if (!named) return Optional.empty();
    String path = pipelines.getFirst().intake().path();
    return jobs.findByKey(new JobKey(path, JobKey.Kind.CLIENT_ID, id))
        .filter(record -> hasPipeline(record.job().pipeline()));
  }

  static Response notFound() {
    return Problem.of(Problem.Kind.NOT_FOUND, "no such job; it may have expired").response();
  }
}
