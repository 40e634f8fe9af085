package io.surgetank.local.mapping;

import io.surgetank.stack.Mapping;
import io.surgetank.stack.Queue;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/// Queues and mappings to start from. What a test is about it says itself.
final class Samples {
  static final Duration VISIBILITY = Duration.ofSeconds(30);

  private Samples() {}

  static Queue queue(int maxReceiveCount) {
    return queue(VISIBILITY, maxReceiveCount);
  }

  static Queue queue(Duration visibility, int maxReceiveCount) {
    return new Queue(
        "orders",
        Queue.Kind.STANDARD,
        visibility,
        Duration.ofDays(4),
        1_048_576,
        Optional.of(new Queue.Redrive("orders-dead", maxReceiveCount)));
  }

  static Queue fifo(int maxReceiveCount) {
    return new Queue(
        "orders.fifo",
        Queue.Kind.FIFO_BY_GROUP,
        VISIBILITY,
        Duration.ofDays(4),
        1_048_576,
        Optional.of(new Queue.Redrive("orders-dead.fifo", maxReceiveCount)));
  }

  static Terms terms(Queue queue, int batch) {
    return terms(queue, batch, Mapping.Reply.BATCH_ITEM_FAILURES);
  }

  static Terms terms(Queue queue, int batch, Mapping.Reply reply) {
    var mapping =
        new Mapping(queue.name(), "worker", batch, Duration.ZERO, OptionalInt.empty(), reply);
    return new Terms(mapping, queue, Limits.DEFAULT, Assumptions.DEFAULT);
  }

  static Terms withMaximum(Terms terms, int concurrency) {
    Mapping was = terms.mapping();
    var mapping =
        new Mapping(
            was.queue(),
            was.function(),
            was.batch(),
            was.window(),
            OptionalInt.of(concurrency),
            was.reply());
    return new Terms(mapping, terms.queue(), terms.limits(), terms.assumptions());
  }

  static Terms withWindow(Terms terms, Duration window) {
    Mapping was = terms.mapping();
    var mapping =
        new Mapping(
            was.queue(),
            was.function(),
            was.batch(),
            window,
            was.maximumConcurrency(),
            was.reply());
    return new Terms(mapping, terms.queue(), terms.limits(), terms.assumptions());
  }
}
