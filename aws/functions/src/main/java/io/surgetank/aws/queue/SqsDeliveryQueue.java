package io.surgetank.aws.queue;

import io.surgetank.aws.queue.SqsClientAdapter.ReceivedMessage;
import io.surgetank.aws.table.LeaseResult;
import io.surgetank.aws.table.Leases;
import io.surgetank.aws.table.UnreadableMessage;
import io.surgetank.core.job.JobId;
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
import java.util.Optional;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

/// Deliveries by receiving messages. On Lambda the messages come in events instead; what is done
/// with each is the same. The record is settled first and the message after it: whatever breaks
/// between, the message comes back and finds the record as it is.
public final class SqsDeliveryQueue implements DeliveryQueue {
  private static final int MAX_RECEIVED = 10;
  private static final Duration LONGEST_POLL = Duration.ofSeconds(20);

  private final SqsClientAdapter sqsClientAdapter;
  private final Leases leases;
  private final Pipelines pipelines;
  private final InstantSource clock;

  public SqsDeliveryQueue(
      SqsClientAdapter sqsClientAdapter, Leases leases, Pipelines pipelines, InstantSource clock) {
    this.sqsClientAdapter = sqsClientAdapter;
    this.leases = leases;
    this.pipelines = pipelines;
    this.clock = clock;
  }

  @Override
  public List<Delivery> lease(PipelineName pipeline, int max, Duration atMost)
      throws InterruptedException {
    Duration wait = atMost.compareTo(LONGEST_POLL) < 0 ? atMost : LONGEST_POLL;
    Duration lease = pipelines.named(pipeline).orElseThrow().work().lease();
    // Several in order may be of one key, and one is worked after the other.
    int most = Math.min(max, sqsClientAdapter.isOrdered(pipeline) ? 1 : MAX_RECEIVED);
    while (true) {
      List<Message> messages = sqsClientAdapter.receive(pipeline, most, wait, lease);
      Instant now = clock.instant();
      var deliveries = new ArrayList<Delivery>();
      for (Message message : messages)
        begin(message, new ReceivedMessage(pipeline, message.receiptHandle(), now))
            .ifPresent(deliveries::add);
      // Messages about jobs that are over are gone now; there may be others behind them.
      if (!deliveries.isEmpty() || messages.isEmpty()) return deliveries;
      if (Thread.interrupted()) throw new InterruptedException();
    }
  }

  private Optional<Delivery> begin(Message message, ReceivedMessage hand) {
    Optional<JobId> id = io.surgetank.aws.queue.JobMessage.read(message.body());
    if (id.isEmpty()) {
      leases.keepStray(stray(message));
      sqsClientAdapter.delete(hand);
      return Optional.empty();
    }
    return switch (leases.begin(id.get())) {
      case LeaseResult.Acquired(var job, var attempt, var lease) ->
          Optional.of(
              new Delivery(job, attempt, new ReceiptCodec(id.get(), lease, hand).receipt()));
      case LeaseResult.NotYet(var after) -> {
        sqsClientAdapter.hide(hand, after, clock.instant());
        yield Optional.empty();
      }
      case LeaseResult.Finished() -> {
        sqsClientAdapter.delete(hand);
        yield Optional.empty();
      }
    };
  }

  private static UnreadableMessage stray(Message message) {
    var attributes = message.attributes();
    return new UnreadableMessage(
        message.messageId(),
        message.body(),
        Integer.parseInt(
            attributes.getOrDefault(MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT, "1")),
        Instant.ofEpochMilli(
            Long.parseLong(
                attributes.getOrDefault(MessageSystemAttributeName.SENT_TIMESTAMP, "0"))));
  }

  @Override
  public SettleResult extend(Receipt receipt) {
    var held = ReceiptCodec.of(receipt);
    SettleResult extended = leases.extend(held.id(), held.lease());
    if (extended == SettleResult.SETTLED)
      sqsClientAdapter.hide(
          held.hand(),
          pipelines.named(held.hand().pipeline()).orElseThrow().work().lease(),
          clock.instant());
    return extended;
  }

  @Override
  public SettleResult settle(Receipt receipt, Outcome outcome) {
    var held = ReceiptCodec.of(receipt);
    SettleResult settled = leases.settle(held.id(), held.lease(), outcome);
    if (settled == SettleResult.SETTLED)
      switch (outcome) {
        case Outcome.Processed _, Outcome.Dead _ -> sqsClientAdapter.delete(held.hand());
        case Outcome.Retry(var after, _, _) ->
            sqsClientAdapter.hide(held.hand(), after, clock.instant());
      }
    return settled;
  }

  @Override
  public SettleResult release(Receipt receipt) {
    var held = ReceiptCodec.of(receipt);
    SettleResult released = leases.release(held.id(), held.lease());
    if (released == SettleResult.SETTLED)
      sqsClientAdapter.hide(held.hand(), Duration.ZERO, clock.instant());
    return released;
  }
}
