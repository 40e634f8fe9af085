package io.surgetank.aws.queue;

import io.surgetank.job.PipelineName;

/// Each pipeline has a queue of its own, named by the prefix and the pipeline.
///
/// @param urlPrefix such as `https://sqs.eu-central-1.amazonaws.com/123456789012/surgetank-`
public record Queues(String urlPrefix) {
  public String url(PipelineName pipeline) {
    return urlPrefix + pipeline;
  }

  /// What the pipeline's queue is called: the last part of its address, and of its ARN.
  public String name(PipelineName pipeline) {
    String url = url(pipeline);
    return url.substring(url.lastIndexOf('/') + 1);
  }
}
