package io.surgetank.local.eventsource;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

/// An SQS queue.
public final class SqsSource implements QueueSource {
  /// The limit of SQS for a request.
  private static final int MAX_DELETES = 10;

  private final SqsClient sqs;
  private final String url;
  private final QueueArn arn;
  private final InstantSource clock;

  public SqsSource(SqsClient sqs, String url, QueueArn arn, InstantSource clock) {
    this.sqs = sqs;
    this.url = url;
    this.arn = arn;
    this.clock = clock;
  }

  @Override
  public List<PolledMessage> receive(int max, Duration wait) {
    var reply =
        sqs.receiveMessage(request ->
            request
                .queueUrl(url)
                .maxNumberOfMessages(max)
                .waitTimeSeconds((int) wait.toSeconds())
                .messageSystemAttributeNames(MessageSystemAttributeName.ALL)
                .messageAttributeNames("All"));
    var now = clock.instant();
    return reply.messages().stream().map(message -> EventRecord.of(message, arn, now)).toList();
  }

  @Override
  public int delete(List<PolledMessage> messages) {
    int refused = 0;
    for (int from = 0; from < messages.size(); from += MAX_DELETES) {
      int to = Math.min(messages.size(), from + MAX_DELETES);
      var entries = new ArrayList<DeleteMessageBatchRequestEntry>();
      for (int i = from; i < to; i++)
        entries.add(
            DeleteMessageBatchRequestEntry.builder()
                .id(String.valueOf(i))
                .receiptHandle(messages.get(i).handle())
                .build());
      refused +=
          sqs.deleteMessageBatch(request -> request.queueUrl(url).entries(entries)).failed().size();
    }
    return refused;
  }
}
