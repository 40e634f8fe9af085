package io.surgetank.aws.queue;

import io.surgetank.aws.queue.Mailbox.InHand;
import io.surgetank.job.JobId;
import io.surgetank.job.PipelineName;
import io.surgetank.queue.Receipt;
import java.time.Instant;

/// What a receipt says inside: the lease of the record, and the message in hand.
record Holding(JobId id, long lease, InHand hand) {
  Receipt receipt() {
    return new Receipt(
        String.join(
            " ",
            id.toString(),
            Long.toString(lease),
            hand.pipeline().value(),
            Long.toString(hand.receivedAt().toEpochMilli()),
            hand.handle()));
  }

  static Holding of(Receipt receipt) {
    String[] parts = receipt.value().split(" ", 5);
    var hand =
        new InHand(
            new PipelineName(parts[2]), parts[4], Instant.ofEpochMilli(Long.parseLong(parts[3])));
    return new Holding(JobId.parse(parts[0]).orElseThrow(), Long.parseLong(parts[1]), hand);
  }
}
