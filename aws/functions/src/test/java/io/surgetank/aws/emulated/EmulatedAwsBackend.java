package io.surgetank.aws.emulated;

import io.surgetank.aws.queue.QueueNames;
import io.surgetank.aws.queue.QueueOperations;
import io.surgetank.aws.queue.SqsMessageSender;
import io.surgetank.aws.table.BulkThrottle;
import io.surgetank.aws.table.DynamoBackend;
import io.surgetank.aws.table.TableConfig;
import io.surgetank.aws.table.TableSchema;
import io.surgetank.core.event.Event;
import io.surgetank.core.handler.Sleeper;
import io.surgetank.core.job.PipelineName;
import io.surgetank.core.ledger.Ledger;
import io.surgetank.core.pipeline.Pipeline;
import io.surgetank.core.pipeline.Pipelines;
import io.surgetank.core.queue.DeliveryQueue;
import io.surgetank.core.store.DeadLetters;
import io.surgetank.core.store.JobStore;
import io.surgetank.testkit.backend.Backend;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/// A new table in DynamoDB Local and queues in a new ElasticMQ.
public final class EmulatedAwsBackend implements Backend, AutoCloseable {
  private static final AtomicInteger TABLES = new AtomicInteger();

  private final List<Event> events = new CopyOnWriteArrayList<>();
  private final EmulatedSqs server;
  private final SqsClient sqs;
  private final TableConfig tableConfig = new TableConfig("jobs" + TABLES.incrementAndGet(), 2, 2);
  private final QueueNames queueNames;
  private final DynamoBackend dynamoBackend;
  private final Pipelines pipelines;
  private final QueueOperations queueOperations;
  private final DeliveryQueue queue;
  private final DynamoDbClient dynamo;

  public EmulatedAwsBackend(
      Pipelines pipelines, InstantSource clock, ExecutionInterceptor... faults) {
    this.pipelines = pipelines;
    this.server = new EmulatedSqs(clock);
    this.queueNames = QueueNames.of(server.endpoint() + "/000000000000/", pipelines);
    this.sqs = EmulatorClients.sqs(server.endpoint(), faults);
    this.queueOperations = new QueueOperations(sqs, queueNames);
    SqsClient withoutFaults = EmulatorClients.sqs(server.endpoint());
    for (Pipeline pipeline : pipelines.all()) create(withoutFaults, pipeline.name());
    TableSchema.create(EmulatorClients.dynamo(EmulatedDynamo.endpoint()), tableConfig.table());
    this.dynamo = EmulatorClients.dynamo(EmulatedDynamo.endpoint(), faults);
    Sleeper sleeper = time -> LockSupport.parkNanos(time.toNanos());
    var dependencies =
        new DynamoBackend.Dependencies(
            pipelines, clock, new Random(42), sleeper, BulkThrottle.FULL_SPEED, events::add);
    this.dynamoBackend =
        DynamoBackend.of(
            dynamo, tableConfig, new SqsMessageSender(sqs, queueNames, sleeper), dependencies);
    this.queue = new PolledDeliveryQueue(sqs, queueNames, dynamoBackend.leases(), pipelines, clock);
  }

  private void create(SqsClient withoutFaults, PipelineName pipeline) {
    Map<QueueAttributeName, String> attributes =
        queueNames.isFifo(pipeline) ? Map.of(QueueAttributeName.FIFO_QUEUE, "true") : Map.of();
    withoutFaults.createQueue(
        request -> request.queueName(queueNames.name(pipeline)).attributes(attributes));
  }

  public DynamoBackend dynamoBackend() {
    return dynamoBackend;
  }

  public DynamoDbClient dynamo() {
    return dynamo;
  }

  public SqsClient sqs() {
    return sqs;
  }

  public QueueNames queues() {
    return queueNames;
  }

  public TableConfig tableConfig() {
    return tableConfig;
  }

  @Override
  public JobStore jobs() {
    return dynamoBackend.jobs();
  }

  @Override
  public DeliveryQueue queue() {
    return queue;
  }

  @Override
  public DeadLetters deadLetters() {
    return dynamoBackend.deadLetters();
  }

  @Override
  public Ledger ledger() {
    return dynamoBackend.ledger();
  }

  @Override
  public void catchUp() {
    for (Pipeline pipeline : pipelines.all())
      dynamoBackend
          .messageResender()
          .resend(pipeline.name(), queueOperations.state(pipeline.name()));
  }

  @Override
  public List<Event> events() {
    return List.copyOf(events);
  }

  @Override
  public void close() {
    server.close();
  }
}
