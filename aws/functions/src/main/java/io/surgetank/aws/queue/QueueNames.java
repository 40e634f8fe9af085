package io.surgetank.aws.queue;

import io.surgetank.core.job.PipelineName;
import io.surgetank.core.pipeline.Ordering;
import io.surgetank.core.pipeline.Pipeline;
import io.surgetank.core.pipeline.Pipelines;
import java.util.Set;
import java.util.stream.Collectors;

/// The queue of each pipeline, named by the prefix and the pipeline; that of an ordered pipeline is
/// a FIFO queue, whose name must end in `.fifo`
/// (https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/FIFO-queues.html).
///
/// @param urlPrefix such as `https://sqs.eu-central-1.amazonaws.com/123456789012/surgetank-`
/// @param ordered the pipelines whose jobs have an ordering key
public record QueueNames(String urlPrefix, Set<PipelineName> ordered) {
  public QueueNames {
    ordered = Set.copyOf(ordered);
  }

  public static QueueNames of(String urlPrefix, Pipelines pipelines) {
    return new QueueNames(
        urlPrefix,
        pipelines.all().stream()
            .filter(pipeline -> !pipeline.work().ordering().equals(Ordering.NONE))
            .map(Pipeline::name)
            .collect(Collectors.toSet()));
  }

  public boolean isFifo(PipelineName pipeline) {
    return ordered.contains(pipeline);
  }

  public String url(PipelineName pipeline) {
    return urlPrefix + pipeline + (isFifo(pipeline) ? ".fifo" : "");
  }

  /// The URL of the queue of this name.
  String url(String queue) {
    return urlPrefix.substring(0, urlPrefix.lastIndexOf('/') + 1) + queue;
  }

  /// The name of the pipeline's queue: the last part of its URL and its ARN.
  public String name(PipelineName pipeline) {
    String url = url(pipeline);
    return url.substring(url.lastIndexOf('/') + 1);
  }
}
