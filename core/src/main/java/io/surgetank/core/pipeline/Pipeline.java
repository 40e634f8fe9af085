package io.surgetank.core.pipeline;

import io.surgetank.core.job.PipelineName;

/// One pipeline: an HTTP path, a schema, a handler, a retry policy, limits.
public record Pipeline(
    PipelineName name,
    Intake intake,
    Work work,
    RetryPolicy retry,
    Retention retention,
    PipelineAccess access) {
  /// A pipeline with the access that the server requires.
  public Pipeline(
      PipelineName name, Intake intake, Work work, RetryPolicy retry, Retention retention) {
    this(name, intake, work, retry, retention, PipelineAccess.DEFAULT);
  }

  public Pipeline with(PipelineAccess other) {
    return new Pipeline(name, intake, work, retry, retention, other);
  }
}
