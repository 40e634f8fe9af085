package io.surgetank.local.eventsource;

import io.surgetank.deploy.stack.SqsQueue;
import io.surgetank.deploy.stack.SqsTrigger;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/// Queues and mappings to start from. What a test is about it says itself.
final class SampleMessages {
  static final Duration VISIBILITY = Duration.ofSeconds(30);

  private SampleMessages() {}

  static SqsQueue queue(int maxReceiveCount) {
    return queue(VISIBILITY, maxReceiveCount);
  }

  static SqsQueue queue(Duration visibility, int maxReceiveCount) {
    return new SqsQueue(
        "orders",
        SqsQueue.Kind.STANDARD,
        visibility,
        Duration.ofDays(4),
        1_048_576,
        Optional.of(new SqsQueue.Redrive("orders-dead", maxReceiveCount)));
  }

  static SqsQueue fifo(int maxReceiveCount) {
    return new SqsQueue(
        "orders.fifo",
        SqsQueue.Kind.FIFO_BY_GROUP,
        VISIBILITY,
        Duration.ofDays(4),
        1_048_576,
        Optional.of(new SqsQueue.Redrive("orders-dead.fifo", maxReceiveCount)));
  }

  static MappingConfig config(SqsQueue sqsQueue, int batch) {
    return config(sqsQueue, batch, SqsTrigger.Reply.BATCH_ITEM_FAILURES);
  }

  static MappingConfig config(SqsQueue sqsQueue, int batch, SqsTrigger.Reply reply) {
    var sqsTrigger =
        new SqsTrigger(sqsQueue.name(), "worker", batch, Duration.ZERO, OptionalInt.empty(), reply);
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
