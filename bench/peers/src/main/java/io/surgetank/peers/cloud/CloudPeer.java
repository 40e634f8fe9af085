package io.surgetank.peers.cloud;

import io.surgetank.peers.job.Order;
import io.surgetank.peers.job.Peer;
import io.surgetank.peers.job.Standing;
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

/// Orders the way of AWS on one machine: a record in DynamoDB Local, then a message in ElasticMQ,
/// over the AWS SDK. DynamoDB Local syncs its file for each write; ElasticMQ keeps messages in
/// memory, so that a crash leaves records that nobody works. It promises less than all the others.
public final class CloudPeer implements Peer {
  private static final int POLLERS = 16;

  /// What SQS allows in one request.
  private static final int BATCH = 10;

  private final SQSRestServer messages;
  private final LocalDynamo records;
  private final SqsClient sqs;
  private final DynamoDbClient dynamo;
  private final String queue;
  private final Table table;
  private final LongAdder processed = new LongAdder();
  private final List<Poller> pollers = new ArrayList<>();

  public CloudPeer(Path folder) {
    this.messages = SQSRestServerBuilder.withInterface("127.0.0.1").withDynamicPort().start();
    int port = messages.waitUntilStarted().localAddress().getPort();
    this.records = LocalDynamo.start(folder);
    var clients = new Clients();
    this.sqs = clients.sqs(port);
    this.dynamo = clients.dynamo(records.port());
    this.queue = sqs.createQueue(request -> request.queueName("orders")).queueUrl();
    this.table = new Table(dynamo);
    table.create();
  }

  @Override
  public void accept(Order order) {
    table.put(order);
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
    table.put(orders);
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
  public void work() {
    for (int i = 0; i < POLLERS; i++)
      pollers.add(Poller.start(new Poller.Parts(sqs, queue, table, processed)));
  }

  @Override
  public Optional<Standing> find(UUID id) {
    return table.find(id);
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

  /// The order in a message: its id, then its payload.
  static Order order(String body) {
    return new Order(UUID.fromString(body.substring(0, 36)), body.substring(36));
  }
}
