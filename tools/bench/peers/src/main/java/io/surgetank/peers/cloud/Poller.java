package io.surgetank.peers.cloud;

import io.surgetank.peers.job.Order;
import java.util.ArrayList;
import java.util.concurrent.atomic.LongAdder;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.Message;

/// Receives ten messages at a time, processes and deletes them.
final class Poller implements AutoCloseable {
  private static final int BATCH = 10;
  private static final int WAIT_SECONDS = 1;

  record Dependencies(SqsClient sqs, String queue, RecordTable recordTable, LongAdder processed) {}

  private final Dependencies dependencies;
  private final Thread thread;
  private volatile boolean stopping;

  private Poller(Dependencies dependencies) {
    this.dependencies = dependencies;
    this.thread = Thread.ofPlatform().name("poller").unstarted(this::run);
  }

  static Poller start(Dependencies dependencies) {
    var poller = new Poller(dependencies);
    poller.thread.start();
    return poller;
  }

  private void run() {
    while (!stopping) poll();
  }

  private void poll() {
    try {
      var received =
          dependencies.sqs.receiveMessage(request ->
              request
                  .queueUrl(dependencies.queue)
                  .maxNumberOfMessages(BATCH)
                  .waitTimeSeconds(WAIT_SECONDS));
      var done = new ArrayList<DeleteMessageBatchRequestEntry>();
      for (Message message : received.messages()) {
        Order order = CloudPeer.order(message.body());
        dependencies.recordTable.store(order.id(), order.total());
        done.add(
            DeleteMessageBatchRequestEntry.builder()
                .id(message.messageId())
                .receiptHandle(message.receiptHandle())
                .build());
      }
      if (done.isEmpty()) return;
      var _ =
          dependencies.sqs.deleteMessageBatch(
              request -> request.queueUrl(dependencies.queue).entries(done));
      dependencies.processed.add(done.size());
    } catch (SdkException failed) {
      // The messages are redelivered after their visibility timeout.
      if (!stopping) System.err.println("a poll failed: " + failed.getMessage());
    }
  }

  @Override
  public void close() {
    stopping = true;
    try {
      thread.join();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
