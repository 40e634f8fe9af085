package io.surgetank.aws.queue;

import io.surgetank.aws.queue.Mailbox.InHand;
import io.surgetank.aws.table.Arrival;
import io.surgetank.aws.table.Leases;
import io.surgetank.aws.table.Stray;
import io.surgetank.job.JobId;
import io.surgetank.job.PipelineName;
import io.surgetank.pipeline.Pipelines;
import io.surgetank.queue.Delivery;
import io.surgetank.queue.DeliveryQueue;
import io.surgetank.queue.Receipt;
import io.surgetank.queue.Settlement;
import io.surgetank.work.Outcome;
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

  private final Mailbox mailbox;
  private final Leases leases;
  private final Pipelines pipelines;
  private final InstantSource clock;

  public SqsDeliveryQueue(
      Mailbox mailbox, Leases leases, Pipelines pipelines, InstantSource clock) {
    this.mailbox = mailbox;
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
    int most = Math.min(max, mailbox.isOrdered(pipeline) ? 1 : MAX_RECEIVED);
    while (true) {
      List<Message> messages = mailbox.receive(pipeline, most, wait, lease);
      Instant now = clock.instant();
      var deliveries = new ArrayList<Delivery>();
      for (Message message : messages)
        begin(message, new InHand(pipeline, message.receiptHandle(), now))
            .ifPresent(deliveries::add);
      // Messages about jobs that are over are gone now; there may be others behind them.
      if (!deliveries.isEmpty() || messages.isEmpty()) return deliveries;
      if (Thread.interrupted()) throw new InterruptedException();
    }
  }

  private Optional<Delivery> begin(Message message, InHand hand) {
    Optional<JobId> id = io.surgetank.aws.queue.Message.read(message.body());
    if (id.isEmpty()) {
      leases.keepStray(stray(message));
      mailbox.delete(hand);
      return Optional.empty();
    }
    return switch (leases.begin(id.get())) {
      case Arrival.Begun(var job, var attempt, var lease) ->
          Optional.of(new Delivery(job, attempt, new Holding(id.get(), lease, hand).receipt()));
      case Arrival.Later(var after) -> {
        mailbox.hide(hand, after, clock.instant());
        yield Optional.empty();
      }
      case Arrival.Over() -> {
        mailbox.delete(hand);
        yield Optional.empty();
      }
    };
  }

  private static Stray stray(Message message) {
    var attributes = message.attributes();
    return new Stray(
        message.messageId(),
        message.body(),
        Integer.parseInt(
            attributes.getOrDefault(MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT, "1")),
        Instant.ofEpochMilli(
            Long.parseLong(
                attributes.getOrDefault(MessageSystemAttributeName.SENT_TIMESTAMP, "0"))));
  }

  @Override
  public Settlement extend(Receipt receipt) {
    var held = Holding.of(receipt);
    Settlement extended = leases.extend(held.id(), held.lease());
    if (extended == Settlement.SETTLED)
      mailbox.hide(
          held.hand(),
          pipelines.named(held.hand().pipeline()).orElseThrow().work().lease(),
          clock.instant());
    return extended;
  }

  @Override
  public Settlement settle(Receipt receipt, Outcome outcome) {
    var held = Holding.of(receipt);
    Settlement settled = leases.settle(held.id(), held.lease(), outcome);
    if (settled == Settlement.SETTLED)
      switch (outcome) {
        case Outcome.Processed _, Outcome.Dead _ -> mailbox.delete(held.hand());
        case Outcome.Retry(var after, _, _) -> mailbox.hide(held.hand(), after, clock.instant());
      }
    return settled;
  }

  @Override
  public Settlement release(Receipt receipt) {
    var held = Holding.of(receipt);
    Settlement released = leases.release(held.id(), held.lease());
    if (released == Settlement.SETTLED) mailbox.hide(held.hand(), Duration.ZERO, clock.instant());
    return released;
  }
}
