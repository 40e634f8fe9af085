package io.surgetank.aws.function;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.surgetank.aws.queue.MessageProcessor;
import io.surgetank.aws.queue.ReceivedMessage;
import io.surgetank.core.handler.Sleeper;
import io.surgetank.core.pipeline.LambdaConcurrency;
import io.surgetank.core.pipeline.Pipeline;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;

/// Processes a batch of messages concurrently, and reports those that are to be redelivered
/// (`ReportBatchItemFailures`). A message that is unreadable or fails does not affect the others.
public final class WorkerFunction implements RequestStreamHandler {
  /// Time for settling, rounded up.
  private static final Duration MARGIN = Duration.ofSeconds(2);

  private final FunctionWiring functionWiring;
  private final AttemptExecutor attemptExecutor;
  private final MessageProcessor messageProcessor;
  private final Sleeper sleeper;
  private final JsonLog log;

  public WorkerFunction() {
    this(SnapStartPriming.before(FunctionWiring.fromEnvironment(), SnapStartPriming::process));
  }

  WorkerFunction(FunctionWiring functionWiring) {
    this(functionWiring, functionWiring.attemptExecutor(), functionWiring.sources().sleeper());
  }

  /// @param sleeper waits as the pipeline's rate demands
  WorkerFunction(FunctionWiring functionWiring, AttemptExecutor attemptExecutor, Sleeper sleeper) {
    this.functionWiring = functionWiring;
    this.sleeper = sleeper;
    this.attemptExecutor = attemptExecutor;
    this.messageProcessor =
        new MessageProcessor(
            functionWiring.dynamoBackend().leases(),
            functionWiring.queueOperations(),
            functionWiring.clock(),
            this::logUnreadable);
    this.log = functionWiring.log();
  }

  @Override
  public void handleRequest(InputStream event, OutputStream reply, Context context)
      throws IOException {
    reply.write(
        process(event.readAllBytes(), () -> Duration.ofMillis(context.getRemainingTimeInMillis())));
  }

  /// @param left the invocation's remaining time
  byte[] process(byte[] event, Supplier<Duration> left) {
    functionWiring.clock().begin();
    Instant receivedAt = functionWiring.clock().instant();
    var batch = SqsEvent.read(event, receivedAt);
    // A batch is of one queue.
    Pipeline pipeline = functionWiring.requirePipeline(batch.messages().getFirst().queue());
    requireEnough(pipeline, left.get());
    var failures = new ArrayList<String>();
    AttemptRateLimiter attemptRateLimiter = rateLimiter(pipeline);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<List<String>>> groups = new ArrayList<>();
      for (List<ReceivedMessage> group : batch.messageGroups())
        groups.add(threads.submit(() -> failures(pipeline, group, attemptRateLimiter, left)));
      for (Future<List<String>> group : groups) failures.addAll(group.get());
      attemptRateLimiter.awaitGap(left.get().minus(MARGIN));
    } catch (ExecutionException failed) {
      throw new IllegalStateException("processing a message group failed", failed.getCause());
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted; the batch will be redelivered", stopped);
    }
    logBatch(pipeline, batch, receivedAt, failures.size());
    return SqsEvent.batchItemFailures(failures);
  }

  /// A function without the time for one attempt would start none, and every message would go to
  /// the dead-letter queue unprocessed.
  private static void requireEnough(Pipeline pipeline, Duration left) {
    Duration needed = needed(pipeline);
    if (left.compareTo(needed) < 0)
      throw new IllegalStateException(
          "The function's timeout is too short: %d s are left at the start of an invocation, and a job of the pipeline '%s' needs %d s (its timeout and %d s to record the outcome). Raise the function's timeout."
              .formatted(
                  left.toSeconds(),
                  pipeline.name(),
                  needed.plusMillis(999).toSeconds(),
                  MARGIN.toSeconds()));
  }

  /// How long an invocation needs at least to process one job of the pipeline.
  private static Duration needed(Pipeline pipeline) {
    return MARGIN.plus(pipeline.work().timeout());
  }

  private AttemptRateLimiter rateLimiter(Pipeline pipeline) {
    Duration gap = LambdaConcurrency.of(pipeline.work()).gap();
    return new AttemptRateLimiter(gap, functionWiring.clock(), sleeper);
  }

  /// Logs the delay of messages that are received for the first time; later receives waited on
  /// purpose.
  private void logBatch(Pipeline pipeline, SqsEvent batch, Instant receivedAt, int failures) {
    MetricLine line =
        log.line("Batch", pipeline.name())
            .count("Messages", batch.messages().size())
            .count("BatchItemFailures", failures);
    List<Duration> delays =
        batch.messages().stream()
            .filter(message -> message.receives() == 1)
            .map(message -> Duration.between(message.sentAt(), receivedAt))
            // The clocks of two machines are compared.
            .map(delay -> delay.isNegative() ? Duration.ZERO : delay)
            .limit(MetricLine.MAX_VALUES)
            .toList();
    log.write(delays.isEmpty() ? line : line.times("QueueDelay", delays));
  }

  /// Processes the messages in order, and returns those to be redelivered: the first that is not
  /// done and all after it, because none may overtake it.
  private List<String> failures(
      Pipeline pipeline,
      List<ReceivedMessage> group,
      AttemptRateLimiter attemptRateLimiter,
      Supplier<Duration> left) {
    int done = 0;
    while (done < group.size() && isDone(pipeline, group.get(done), attemptRateLimiter, left))
      done++;
    if (done == group.size()) return List.of();
    // A hidden message blocks its whole group, including the message that must come first.
    group.subList(done + 1, group.size()).forEach(messageProcessor::putBack);
    return group.subList(done, group.size()).stream().map(ReceivedMessage::messageId).toList();
  }

  private boolean isDone(
      Pipeline pipeline,
      ReceivedMessage message,
      AttemptRateLimiter attemptRateLimiter,
      Supplier<Duration> left) {
    try {
      Duration spare = left.get().minus(needed(pipeline));
      if (!attemptRateLimiter.acquire(spare) || left.get().compareTo(needed(pipeline)) < 0) {
        messageProcessor.putBack(message);
        return false;
      }
      return messageProcessor.process(
          message, (job, attempt) -> attemptExecutor.run(job, attempt, pipeline.work().timeout()));
    } catch (RuntimeException failure) {
      log.note("Incident", String.valueOf(failure));
      return false;
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /// The body is in the table and in no log.
  private void logUnreadable(ReceivedMessage message) {
    Pipeline pipeline = functionWiring.requirePipeline(message.queue());
    log.write(
        log.line("Malformed", pipeline.name())
            .count("Malformed", 1)
            .with("message", message.messageId()));
  }
}
