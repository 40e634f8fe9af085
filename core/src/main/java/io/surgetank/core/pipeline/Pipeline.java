package io.surgetank.core.pipeline;

import io.surgetank.core.job.PipelineName;

/// One pipeline: an HTTP path, a schema, a handler, a retry policy, limits.
public record Pipeline(
    PipelineName name, Intake intake, Work work, RetryPolicy retry, Retention retention) {}
