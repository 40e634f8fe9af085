package io.surgetank.peers.cloud;

import io.surgetank.peers.job.Order;
import io.surgetank.peers.job.OrderStatus;
import io.surgetank.peers.job.Peer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.IntStream;
import org.elasticmq.rest.sqs.SQSRestServer;
import org.elasticmq.rest.sqs.SQSRestServerBuilder;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;

/// Orders as on AWS: a record in DynamoDB Local, then a message in ElasticMQ, over the AWS SDK.
/// DynamoDB Local syncs its file for each write; ElasticMQ keeps messages in memory, so that a
/// crash leaves records that are never processed. It promises less than the others.
public final class CloudPeer implements Peer {
  private static final int POLLERS = 16;

  /// The maximum of SQS per request.
  private static final int BATCH = 10;

  private final SQSRestServer messages;
  private final DynamoProcess records;
  private final SqsClient sqs;
  private final DynamoDbClient dynamo;
  private final String queue;
  private final RecordTable recordTable;
  private final LongAdder processed = new LongAdder();
  private final List<Poller> pollers = new ArrayList<>();

  public CloudPeer(Path folder) {
    this.messages = SQSRestServerBuilder.withInterface("127.0.0.1").withDynamicPort().start();
    int port = messages.waitUntilStarted().localAddress().getPort();
    this.records = DynamoProcess.start(folder);
    var peerClients = new PeerClients();
    this.sqs = peerClients.sqs(port);
    this.dynamo = peerClients.dynamo(records.port());
    this.queue = sqs.createQueue(request -> request.queueName("orders")).queueUrl();
    this.recordTable = new RecordTable(dynamo);
    recordTable.create();
  }

  @Override
  public void accept(Order order) {
    recordTable.put(order);
    var _ =
        sqs.sendMessage(
            request -> request.queueUrl(queue).messageBody(order.id() + order.payload()));
  }

  @Override
  public void fill(List<Order> orders) {
    IntStream.iterate(0, from -> from < orders.size(), from -> from + BATCH)
        .mapToObj(from -> orders.subList(from, Math.min(orders.size(), from + BATCH)))
        .parallel()
        .forEach(this::send);
  }

  private void send(List<Order> orders) {
    recordTable.put(orders);
    var entries = new ArrayList<SendMessageBatchRequestEntry>();
    for (Order order : orders)
      entries.add(
          SendMessageBatchRequestEntry.builder()
              .id(order.id().toString())
              .messageBody(order.id() + order.payload())
              .build());
    var _ = sqs.sendMessageBatch(request -> request.queueUrl(queue).entries(entries));
  }

  @Override
  public void startWorkers() {
    for (int i = 0; i < POLLERS; i++)
      pollers.add(Poller.start(new Poller.Dependencies(sqs, queue, recordTable, processed)));
  }

  @Override
  public Optional<OrderStatus> find(UUID id) {
    return recordTable.find(id);
  }

  @Override
  public long processed() {
    return processed.sum();
  }

  @Override
  public void close() {
    pollers.forEach(Poller::close);
    sqs.close();
    dynamo.close();
    messages.stopAndWait();
    records.close();
  }

  /// A message body is the id, then the payload.
  static Order order(String body) {
    return new Order(UUID.fromString(body.substring(0, 36)), body.substring(36));
  }
}
