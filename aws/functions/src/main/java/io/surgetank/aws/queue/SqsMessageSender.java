package io.surgetank.aws.queue;

import io.surgetank.aws.table.MessageSender;
import io.surgetank.core.handler.Sleeper;
import io.surgetank.core.job.JobId;
import io.surgetank.core.job.PipelineName;
import java.time.Duration;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;

/// Sends in batches of ten and reads which entries failed: SQS replies 200 to a batch of which half
/// was refused.
///
/// Failed entries for a FIFO queue are not retried: later entries may have been accepted, and the
/// retried ones would come after them. They count as not sent, so their jobs are not accepted.
public final class SqsMessageSender implements MessageSender {
  private static final int MAX_BATCH = 10;

  /// Failed entries are retried after these waits. After longer ones the client would have timed
  /// out.
  private static final List<Duration> WAITS =
      List.of(Duration.ofMillis(50), Duration.ofMillis(200), Duration.ofMillis(500));

  private final SqsClient client;
  private final QueueNames queueNames;
  private final Sleeper sleeper;

  public SqsMessageSender(SqsClient client, QueueNames queueNames, Sleeper sleeper) {
    this.client = client;
    this.queueNames = queueNames;
    this.sleeper = sleeper;
  }

  @Override
  public Set<JobId> sendAndReturnUnsent(List<OutgoingMessage> messages) {
    var unsent = new HashSet<JobId>();
    Map<PipelineName, List<OutgoingMessage>> byPipeline =
        messages.stream()
            .collect(
                Collectors.groupingBy(
                    outgoingMessage -> outgoingMessage.job().pipeline(),
                    LinkedHashMap::new,
                    Collectors.toList()));
    byPipeline.forEach((pipeline, some) -> {
      for (int from = 0; from < some.size(); from += MAX_BATCH)
        unsent.addAll(
            unsent(pipeline, some.subList(from, Math.min(some.size(), from + MAX_BATCH))));
    });
    return unsent;
  }

  private Set<JobId> unsent(PipelineName pipeline, List<OutgoingMessage> batch) {
    Map<String, OutgoingMessage> left = new LinkedHashMap<>();
    for (OutgoingMessage outgoingMessage : batch)
      left.put(outgoingMessage.job().id().toString(), outgoingMessage);
    Iterator<Duration> waits =
        (queueNames.isFifo(pipeline) ? List.<Duration>of() : WAITS).iterator();
    try {
      send(pipeline, left).forEach(left::remove);
      while (!left.isEmpty() && waits.hasNext()) {
        sleeper.sleep(waits.next());
        send(pipeline, left).forEach(left::remove);
      }
    } catch (SdkException failed) {
      // The SDK has retried already: the rest is unsent.
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
    return left.values().stream()
        .map(outgoingMessage -> outgoingMessage.job().id())
        .collect(Collectors.toSet());
  }

  /// Returns the ids of the entries that SQS accepted.
  private List<String> send(PipelineName pipeline, Map<String, OutgoingMessage> batch) {
    Function<OutgoingMessage, SendMessageBatchRequestEntry> toEntry =
        queueNames.isFifo(pipeline) ? MessageEntries::ordered : MessageEntries::of;
    List<SendMessageBatchRequestEntry> entries = batch.values().stream().map(toEntry).toList();
    return client
        .sendMessageBatch(request -> request.queueUrl(queueNames.url(pipeline)).entries(entries))
        .successful()
        .stream()
        .map(entry -> entry.id())
        .toList();
  }
}
