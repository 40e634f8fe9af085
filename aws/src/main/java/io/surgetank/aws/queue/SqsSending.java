package io.surgetank.aws.queue;

import io.surgetank.aws.table.Sending;
import io.surgetank.handler.Pause;
import io.surgetank.job.Job;
import io.surgetank.job.JobId;
import io.surgetank.job.PipelineName;
import io.surgetank.job.Trace;
import java.time.Duration;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeNameForSends;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeValue;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;

/// Sends in batches of ten and reads which of the ten failed: SQS answers 200 to a batch of which
/// half was refused.
public final class SqsSending implements Sending {
  private static final int MAX_BATCH = 10;

  /// What failed is sent again after these waits. Longer, and the client has gone.
  private static final List<Duration> WAITS =
      List.of(Duration.ofMillis(50), Duration.ofMillis(200), Duration.ofMillis(500));

  private final SqsClient client;
  private final Queues queues;
  private final Pause pause;

  public SqsSending(SqsClient client, Queues queues, Pause pause) {
    this.client = client;
    this.queues = queues;
    this.pause = pause;
  }

  @Override
  public Set<JobId> unsent(List<Job> jobs) {
    var left = new HashSet<JobId>();
    Map<PipelineName, List<Job>> byPipeline =
        jobs.stream()
            .collect(Collectors.groupingBy(Job::pipeline, LinkedHashMap::new, Collectors.toList()));
    byPipeline.forEach((pipeline, some) -> {
      for (int from = 0; from < some.size(); from += MAX_BATCH)
        left.addAll(unsent(pipeline, some.subList(from, Math.min(some.size(), from + MAX_BATCH))));
    });
    return left;
  }

  private Set<JobId> unsent(PipelineName pipeline, List<Job> batch) {
    Map<String, Job> left = new LinkedHashMap<>();
    for (Job job : batch) left.put(job.id().toString(), job);
    Iterator<Duration> waits = WAITS.iterator();
    try {
      send(pipeline, left).forEach(left::remove);
      while (!left.isEmpty() && waits.hasNext()) {
        pause.of(waits.next());
        send(pipeline, left).forEach(left::remove);
      }
    } catch (SdkException unsent) {
      // The SDK has tried for a while already: these are left.
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
    return left.values().stream().map(Job::id).collect(Collectors.toSet());
  }

  /// The ids of the entries that were taken.
  private List<String> send(PipelineName pipeline, Map<String, Job> batch) {
    List<SendMessageBatchRequestEntry> entries =
        batch.values().stream().map(SqsSending::entry).toList();
    return client
        .sendMessageBatch(request -> request.queueUrl(queues.url(pipeline)).entries(entries))
        .successful()
        .stream()
        .map(taken -> taken.id())
        .toList();
  }

  /// The trace goes along where X-Ray looks for it, if the job came with one.
  private static SendMessageBatchRequestEntry entry(Job job) {
    var entry =
        SendMessageBatchRequestEntry.builder()
            .id(job.id().toString())
            .messageBody(Message.about(job.id()));
    if (!job.trace().isOf(job.id()))
      entry.messageSystemAttributes(
          Map.of(MessageSystemAttributeNameForSends.AWS_TRACE_HEADER, xray(job.trace())));
    return entry.build();
  }

  private static MessageSystemAttributeValue xray(Trace trace) {
    String[] parts = trace.traceparent().split("-", -1);
    String root = "1-" + parts[1].substring(0, 8) + "-" + parts[1].substring(8);
    String sampled = parts[3].endsWith("1") ? "1" : "0";
    return MessageSystemAttributeValue.builder()
        .dataType("String")
        .stringValue("Root=" + root + ";Parent=" + parts[2] + ";Sampled=" + sampled)
        .build();
  }
}
