package io.surgetank.aws.queue;

import io.surgetank.aws.queue.SqsClientAdapter.ReceivedMessage;
import io.surgetank.core.job.JobId;
import io.surgetank.core.job.PipelineName;
import io.surgetank.core.queue.Receipt;
import java.time.Instant;

/// What a receipt says inside: the lease of the record, and the message in hand.
record ReceiptCodec(JobId id, long lease, ReceivedMessage hand) {
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

  static ReceiptCodec of(Receipt receipt) {
    String[] parts = receipt.value().split(" ", 5);
    var hand =
        new ReceivedMessage(
            new PipelineName(parts[2]), parts[4], Instant.ofEpochMilli(Long.parseLong(parts[3])));
    return new ReceiptCodec(JobId.parse(parts[0]).orElseThrow(), Long.parseLong(parts[1]), hand);
  }
}
