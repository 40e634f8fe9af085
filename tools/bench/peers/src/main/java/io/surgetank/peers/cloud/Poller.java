package io.surgetank.peers.cloud;

import io.surgetank.peers.job.Order;
import java.util.ArrayList;
import java.util.concurrent.atomic.LongAdder;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.Message;

/// Receives ten messages at a time, works them, deletes them.
final class Poller implements AutoCloseable {
  private static final int BATCH = 10;
  private static final int WAIT_SECONDS = 1;

  record Parts(SqsClient sqs, String queue, RecordTable recordTable, LongAdder processed) {}

  private final Parts parts;
  private final Thread thread;
  private volatile boolean ending;

  private Poller(Parts parts) {
    this.parts = parts;
    this.thread = Thread.ofPlatform().name("poller").unstarted(this::run);
  }

  static Poller start(Parts parts) {
    var poller = new Poller(parts);
    poller.thread.start();
    return poller;
  }

  private void run() {
    while (!ending) turn();
  }

  private void turn() {
    try {
      var received =
          parts.sqs.receiveMessage(request ->
              request
                  .queueUrl(parts.queue)
                  .maxNumberOfMessages(BATCH)
                  .waitTimeSeconds(WAIT_SECONDS));
      var done = new ArrayList<DeleteMessageBatchRequestEntry>();
      for (Message message : received.messages()) {
        Order order = CloudPeer.order(message.body());
        parts.recordTable.store(order.id(), order.total());
        done.add(
            DeleteMessageBatchRequestEntry.builder()
                .id(message.messageId())
                .receiptHandle(message.receiptHandle())
                .build());
      }
      if (done.isEmpty()) return;
      var _ = parts.sqs.deleteMessageBatch(request -> request.queueUrl(parts.queue).entries(done));
      parts.processed.add(done.size());
    } catch (SdkException unanswered) {
      // The messages come again when their lease is over.
      if (!ending) System.err.println("a poll failed: " + unanswered.getMessage());
    }
  }

  @Override
  public void close() {
    ending = true;
    try {
      thread.join();
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
    }
  }
}
