package io.surgetank.aws.queue;

import io.surgetank.job.PipelineName;

/// Each pipeline has a queue of its own, named by the prefix and the pipeline.
///
/// @param urlPrefix such as `https://sqs.eu-central-1.amazonaws.com/123456789012/surgetank-`
public record Queues(String urlPrefix) {
  public String url(PipelineName pipeline) {
    return urlPrefix + pipeline;
  }
}
