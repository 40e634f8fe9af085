package io.surgetank.aws.queue;

import io.surgetank.aws.table.Sending;
import io.surgetank.job.Job;
import io.surgetank.job.JobId;
import io.surgetank.job.PipelineName;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;

/// Sends in batches of ten and reads which of the ten failed: SQS answers 200 to a batch of which
/// half was refused.
public final class SqsSending implements Sending {
  private static final int MAX_BATCH = 10;

  /// What failed is sent again so often before it is left to the sweeper.
  private static final int TRIES = 3;

  private final SqsClient client;
  private final Queues queues;

  public SqsSending(SqsClient client, Queues queues) {
    this.client = client;
    this.queues = queues;
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
    Map<String, JobId> left = new LinkedHashMap<>();
    for (Job job : batch) left.put(job.id().toString(), job.id());
    for (int turn = 0; turn < TRIES && !left.isEmpty(); turn++) {
      try {
        send(pipeline, left).forEach(left::remove);
      } catch (SdkException unsent) {
        // The SDK has tried for a while already.
        break;
      }
    }
    return Set.copyOf(left.values());
  }

  /// The ids of the entries that were taken.
  private List<String> send(PipelineName pipeline, Map<String, JobId> batch) {
    var entries = new HashMap<String, SendMessageBatchRequestEntry>();
    batch.forEach((name, id) ->
        entries.put(
            name,
            SendMessageBatchRequestEntry.builder()
                .id(name)
                .messageBody(Message.about(id))
                .build()));
    return client
        .sendMessageBatch(request ->
            request.queueUrl(queues.url(pipeline)).entries(List.copyOf(entries.values())))
        .successful()
        .stream()
        .map(taken -> taken.id())
        .toList();
  }
}
