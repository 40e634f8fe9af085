package io.surgetank.aws.local;

import io.surgetank.aws.queue.Mailbox;
import io.surgetank.aws.queue.Queues;
import io.surgetank.aws.queue.SqsDeliveryQueue;
import io.surgetank.aws.queue.SqsSending;
import io.surgetank.aws.table.Layout;
import io.surgetank.aws.table.Pacing;
import io.surgetank.aws.table.Shape;
import io.surgetank.aws.table.Tank;
import io.surgetank.backend.Backend;
import io.surgetank.event.Event;
import io.surgetank.handler.Pause;
import io.surgetank.job.PipelineName;
import io.surgetank.ledger.Ledger;
import io.surgetank.pipeline.Pipeline;
import io.surgetank.pipeline.Pipelines;
import io.surgetank.queue.DeliveryQueue;
import io.surgetank.store.DeadLetters;
import io.surgetank.store.JobStore;
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

/// A table of its own in DynamoDB Local and queues of its own in an ElasticMQ of its own.
public final class AwsBackend implements Backend, AutoCloseable {
  private static final AtomicInteger TABLES = new AtomicInteger();

  private final List<Event> events = new CopyOnWriteArrayList<>();
  private final LocalSqs server;
  private final SqsClient sqs;
  private final Layout layout = new Layout("jobs" + TABLES.incrementAndGet(), 2, 2);
  private final Queues queues;
  private final Tank tank;
  private final DeliveryQueue queue;
  private final DynamoDbClient dynamo;

  public AwsBackend(Pipelines pipelines, InstantSource clock, ExecutionInterceptor... faults) {
    this.server = new LocalSqs(clock);
    this.queues = Queues.of(server.endpoint() + "/000000000000/", pipelines);
    this.sqs = LocalClients.sqs(server.endpoint(), faults);
    SqsClient unharmed = LocalClients.sqs(server.endpoint());
    for (Pipeline pipeline : pipelines.all()) create(unharmed, pipeline.name());
    Shape.create(LocalClients.dynamo(LocalDynamo.endpoint()), layout.table());
    this.dynamo = LocalClients.dynamo(LocalDynamo.endpoint(), faults);
    Pause pause = time -> LockSupport.parkNanos(time.toNanos());
    var around =
        new Tank.Surroundings(
            pipelines, clock, new Random(42), pause, Pacing.FULL_SPEED, events::add);
    this.tank = Tank.of(dynamo, layout, new SqsSending(sqs, queues, pause), around);
    this.queue = new SqsDeliveryQueue(new Mailbox(sqs, queues), tank.leases(), pipelines, clock);
  }

  private void create(SqsClient unharmed, PipelineName pipeline) {
    Map<QueueAttributeName, String> attributes =
        queues.isFifo(pipeline) ? Map.of(QueueAttributeName.FIFO_QUEUE, "true") : Map.of();
    unharmed.createQueue(
        request -> request.queueName(queues.name(pipeline)).attributes(attributes));
  }

  public Tank tank() {
    return tank;
  }

  public DynamoDbClient dynamo() {
    return dynamo;
  }

  public SqsClient sqs() {
    return sqs;
  }

  public Queues queues() {
    return queues;
  }

  public Layout layout() {
    return layout;
  }

  @Override
  public JobStore jobs() {
    return tank.jobs();
  }

  @Override
  public DeliveryQueue queue() {
    return queue;
  }

  @Override
  public DeadLetters deadLetters() {
    return tank.deadLetters();
  }

  @Override
  public Ledger ledger() {
    return tank.ledger();
  }

  @Override
  public void catchUp() {
    tank.outbox().sweep();
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
