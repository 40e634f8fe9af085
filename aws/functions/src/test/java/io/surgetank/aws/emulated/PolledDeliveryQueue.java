package io.surgetank.aws.emulated;

import io.surgetank.aws.queue.MessageProcessor;
import io.surgetank.aws.queue.QueueNames;
import io.surgetank.aws.queue.QueueOperations;
import io.surgetank.aws.queue.ReceivedMessage;
import io.surgetank.aws.table.LeaseResult;
import io.surgetank.aws.table.Leases;
import io.surgetank.core.job.PipelineName;
import io.surgetank.core.pipeline.Pipelines;
import io.surgetank.core.queue.Delivery;
import io.surgetank.core.queue.DeliveryQueue;
import io.surgetank.core.queue.Receipt;
import io.surgetank.core.queue.SettleResult;
import io.surgetank.core.work.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

/// The delivery queue of the contracts over the message processor of the worker function. It
/// replaces the event source mapping only: it receives messages and deletes those that the
/// processor has finished.
final class PolledDeliveryQueue implements DeliveryQueue {
  private static final int MAX_RECEIVED = 10;
  private static final Duration MAX_POLL = Duration.ofSeconds(20);

  private final SqsClient client;
  private final QueueNames queueNames;
  private final Leases leases;
  private final Pipelines pipelines;
  private final InstantSource clock;
  private final QueueOperations adapter;
  private final MessageProcessor processor;
  private final Map<Receipt, Held> held = new ConcurrentHashMap<>();

  PolledDeliveryQueue(
      SqsClient client,
      QueueNames queueNames,
      Leases leases,
      Pipelines pipelines,
      InstantSource clock) {
    this.client = client;
    this.queueNames = queueNames;
    this.leases = leases;
    this.pipelines = pipelines;
    this.clock = clock;
    this.adapter = new QueueOperations(client, queueNames);
    this.processor = new MessageProcessor(leases, adapter, clock, _ -> {});
  }

  private record Held(ReceivedMessage message, LeaseResult.Acquired lease) {}

  @Override
  public List<Delivery> lease(PipelineName pipeline, int max, Duration atMost)
      throws InterruptedException {
    Duration wait = atMost.compareTo(MAX_POLL) < 0 ? atMost : MAX_POLL;
    // Several messages of a FIFO queue may be of one group, which is processed one by one.
    int most = queueNames.isFifo(pipeline) ? 1 : Math.min(max, MAX_RECEIVED);
    while (true) {
      List<ReceivedMessage> messages = receive(pipeline, most, wait);
      var deliveries = new ArrayList<Delivery>();
      for (ReceivedMessage message : messages)
        switch (processor.lease(message)) {
          case LeaseResult.Acquired lease -> deliveries.add(hold(message, lease));
          case LeaseResult.Finished() -> delete(pipeline, message);
          case LeaseResult.NotYet(_) -> {}
        }
      // If all of them were finished, there may be others after them.
      if (!deliveries.isEmpty() || messages.isEmpty()) return deliveries;
      if (Thread.interrupted()) throw new InterruptedException();
    }
  }

  private Delivery hold(ReceivedMessage message, LeaseResult.Acquired lease) {
    var receipt = new Receipt(lease.job().id() + " " + lease.lease());
    held.put(receipt, new Held(message, lease));
    return new Delivery(lease.job(), lease.attempt(), receipt);
  }

  private List<ReceivedMessage> receive(PipelineName pipeline, int max, Duration wait) {
    List<Message> messages =
        client
            .receiveMessage(request ->
                request
                    .queueUrl(queueNames.url(pipeline))
                    .maxNumberOfMessages(max)
                    .visibilityTimeout(seconds(lease(pipeline)))
                    .waitTimeSeconds(seconds(wait))
                    .messageSystemAttributeNames(
                        MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT,
                        MessageSystemAttributeName.SENT_TIMESTAMP))
            .messages();
    Instant now = clock.instant();
    return messages.stream()
        .map(message -> received(queueNames.name(pipeline), message, now))
        .toList();
  }

  private static ReceivedMessage received(String queue, Message message, Instant now) {
    var attributes = message.attributesAsStrings();
    return new ReceivedMessage(
        queue,
        message.messageId(),
        message.receiptHandle(),
        message.body(),
        Integer.parseInt(attributes.getOrDefault("ApproximateReceiveCount", "1")),
        Instant.ofEpochMilli(Long.parseLong(attributes.getOrDefault("SentTimestamp", "0"))),
        Optional.empty(),
        now);
  }

  @Override
  public SettleResult extend(Receipt receipt) {
    Held delivery = held(receipt);
    SettleResult extended = leases.extend(delivery.lease().job().id(), delivery.lease().lease());
    if (extended == SettleResult.SETTLED)
      adapter.hide(delivery.message(), lease(delivery.lease().job().pipeline()), clock.instant());
    return extended;
  }

  @Override
  public SettleResult settle(Receipt receipt, Outcome outcome) {
    Held delivery = held(receipt);
    return switch (processor.settle(delivery.message(), delivery.lease(), outcome)) {
      case STALE -> SettleResult.STALE;
      case REDELIVER -> SettleResult.SETTLED;
      case DELETE -> {
        delete(delivery.lease().job().pipeline(), delivery.message());
        yield SettleResult.SETTLED;
      }
    };
  }

  @Override
  public SettleResult release(Receipt receipt) {
    Held delivery = held(receipt);
    SettleResult released = leases.release(delivery.lease().job().id(), delivery.lease().lease());
    if (released == SettleResult.SETTLED) processor.putBack(delivery.message());
    return released;
  }

  private void delete(PipelineName pipeline, ReceivedMessage message) {
    try {
      client.deleteMessage(
          request -> request.queueUrl(queueNames.url(pipeline)).receiptHandle(message.handle()));
    } catch (SdkException redelivered) {
      return;
    }
  }

  private Held held(Receipt receipt) {
    return Objects.requireNonNull(held.get(receipt), "a receipt of this queue");
  }

  private Duration lease(PipelineName pipeline) {
    return pipelines.named(pipeline).orElseThrow().work().lease();
  }

  private static int seconds(Duration time) {
    return (int) time.plusMillis(999).toSeconds();
  }
}
