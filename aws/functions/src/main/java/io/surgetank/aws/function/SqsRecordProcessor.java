package io.surgetank.aws.function;

import io.surgetank.aws.queue.MessageProcessor;
import io.surgetank.aws.queue.ReceivedMessage;
import io.surgetank.core.pipeline.Pipeline;
import java.time.Duration;
import java.util.function.Supplier;

/// Processes one record of an SQS event with the worker of its pipeline, if the invocation has
/// enough time left.
final class SqsRecordProcessor {
  /// Time for settling, rounded up.
  static final Duration MARGIN = Duration.ofSeconds(2);

  private final FunctionWiring functionWiring;
  private final PipelineWorkers pipelineWorkers;
  private final MessageProcessor messageProcessor;

  SqsRecordProcessor(FunctionWiring functionWiring, PipelineWorkers pipelineWorkers) {
    this.functionWiring = functionWiring;
    this.pipelineWorkers = pipelineWorkers;
    this.messageProcessor =
        new MessageProcessor(
            functionWiring.dynamoBackend().leases(),
            functionWiring.queueOperations(),
            functionWiring.clock(),
            this::logUnreadable);
  }

  /// Returns whether the message can be deleted; if not, SQS redelivers it.
  boolean isDone(SqsEvent.SqsRecord record, Supplier<Duration> left) throws InterruptedException {
    Pipeline pipeline = functionWiring.requirePipeline(record.queue());
    ReceivedMessage message = received(record, pipeline);
    if (left.get().compareTo(needed(pipeline)) < 0) {
      messageProcessor.putBack(message);
      return false;
    }
    return messageProcessor.process(
        message, (job, attempt) -> pipelineWorkers.run(job, attempt, pipeline.work().timeout()));
  }

  /// How long an invocation needs at least to process one job of the pipeline.
  static Duration needed(Pipeline pipeline) {
    return MARGIN.plus(pipeline.work().timeout());
  }

  /// Makes a message that was not processed visible again at once.
  void putBack(SqsEvent.SqsRecord record) {
    messageProcessor.putBack(received(record, functionWiring.requirePipeline(record.queue())));
  }

  private ReceivedMessage received(SqsEvent.SqsRecord record, Pipeline pipeline) {
    return new ReceivedMessage(
        pipeline.name(),
        record.messageId(),
        record.body(),
        record.receives(),
        record.sentAt(),
        record.handle(),
        functionWiring.clock().instant());
  }

  /// The body is in the table and in no log.
  private void logUnreadable(ReceivedMessage message) {
    JsonLog log = functionWiring.log();
    log.write(
        log.line("Malformed", message.pipeline())
            .count("Malformed", 1)
            .with("message", message.messageId()));
  }
}
