package io.surgetank.local.eventsource;

import io.surgetank.deploy.stack.FunctionRef;
import io.surgetank.deploy.stack.QueueRef;
import io.surgetank.deploy.stack.SqsQueue;
import io.surgetank.deploy.stack.SqsTrigger;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/// Queues and mappings to start from. What a test is about it says itself.
final class SampleMessages {
  static final Duration VISIBILITY = Duration.ofSeconds(30);
  static final FunctionRef WORKER = new FunctionRef("local", FunctionRef.WORKER);

  private static final QueueRef ORDERS =
      new QueueRef("local", "orders", QueueRef.Role.JOBS, SqsQueue.Kind.STANDARD);
  private static final QueueRef FIFO_ORDERS =
      new QueueRef("local", "orders", QueueRef.Role.JOBS, SqsQueue.Kind.FIFO_BY_GROUP);

  private SampleMessages() {}

  static SqsQueue queue(int maxReceiveCount) {
    return queue(VISIBILITY, maxReceiveCount);
  }

  static SqsQueue queue(Duration visibility, int maxReceiveCount) {
    return new SqsQueue(
        ORDERS,
        visibility,
        Duration.ofDays(4),
        1_048_576,
        Optional.of(new SqsQueue.Redrive(ORDERS.deadLetters(), maxReceiveCount)));
  }

  static SqsQueue fifo(int maxReceiveCount) {
    return new SqsQueue(
        FIFO_ORDERS,
        VISIBILITY,
        Duration.ofDays(4),
        1_048_576,
        Optional.of(new SqsQueue.Redrive(FIFO_ORDERS.deadLetters(), maxReceiveCount)));
  }

  static MappingConfig config(SqsQueue sqsQueue, int batch) {
    return config(sqsQueue, batch, SqsTrigger.Reply.BATCH_ITEM_FAILURES);
  }

  static MappingConfig config(SqsQueue sqsQueue, int batch, SqsTrigger.Reply reply) {
    var sqsTrigger =
        new SqsTrigger(sqsQueue.ref(), WORKER, batch, Duration.ZERO, OptionalInt.empty(), reply);
    return new MappingConfig(sqsTrigger, sqsQueue, MappingLimits.DEFAULT, Assumptions.DEFAULT);
  }

  static MappingConfig withMaximum(MappingConfig mappingConfig, int concurrency) {
    SqsTrigger trigger = mappingConfig.sqsTrigger();
    var sqsTrigger =
        new SqsTrigger(
            trigger.queue(),
            trigger.function(),
            trigger.batch(),
            trigger.window(),
            OptionalInt.of(concurrency),
            trigger.reply());
    return new MappingConfig(
        sqsTrigger,
        mappingConfig.sqsQueue(),
        mappingConfig.mappingLimits(),
        mappingConfig.assumptions());
  }

  static MappingConfig withWindow(MappingConfig mappingConfig, Duration window) {
    SqsTrigger trigger = mappingConfig.sqsTrigger();
    var sqsTrigger =
        new SqsTrigger(
            trigger.queue(),
            trigger.function(),
            trigger.batch(),
            window,
            trigger.maximumConcurrency(),
            trigger.reply());
    return new MappingConfig(
        sqsTrigger,
        mappingConfig.sqsQueue(),
        mappingConfig.mappingLimits(),
        mappingConfig.assumptions());
  }
}
