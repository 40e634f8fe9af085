package io.surgetank.aws.function;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
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
  private final FunctionWiring functionWiring;
  private final SqsRecordProcessor sqsRecordProcessor;
  private final Sleeper sleeper;
  private final JsonLog log;

  public WorkerFunction() {
    this(SnapStartPriming.before(FunctionWiring.fromEnvironment(), SnapStartPriming::process));
  }

  WorkerFunction(FunctionWiring functionWiring) {
    this(functionWiring, functionWiring.workers(), Thread::sleep);
  }

  /// @param sleeper waits as the pipeline's rate demands
  WorkerFunction(FunctionWiring functionWiring, PipelineWorkers pipelineWorkers, Sleeper sleeper) {
    this.functionWiring = functionWiring;
    this.sleeper = sleeper;
    this.sqsRecordProcessor = new SqsRecordProcessor(functionWiring, pipelineWorkers);
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
    var batch = SqsEvent.read(event);
    requireEnough(pipelineOf(batch), left.get());
    Instant receivedAt = functionWiring.clock().instant();
    var failures = new ArrayList<String>();
    AttemptRateLimiter attemptRateLimiter = rateLimiter(batch);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<List<String>>> groups = new ArrayList<>();
      for (List<SqsEvent.SqsRecord> group : batch.messageGroups())
        groups.add(threads.submit(() -> failures(group, attemptRateLimiter, left)));
      for (Future<List<String>> group : groups) failures.addAll(group.get());
      attemptRateLimiter.awaitGap(left.get().minus(SqsRecordProcessor.MARGIN));
    } catch (ExecutionException failed) {
      throw new IllegalStateException("processing a message group failed", failed.getCause());
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted; the batch will be redelivered", stopped);
    }
    logBatch(batch, receivedAt, failures.size());
    return SqsEvent.batchItemFailures(failures);
  }

  /// A function without the time for one attempt would start none, and every message would go to
  /// the dead-letter queue unprocessed.
  private static void requireEnough(Pipeline pipeline, Duration left) {
    Duration needed = SqsRecordProcessor.needed(pipeline);
    if (left.compareTo(needed) < 0)
      throw new IllegalStateException(
          "The function's timeout is too short: %d s are left at the start of an invocation, and a job of the pipeline '%s' needs %d s (its timeout and %d s to record the outcome). Raise the function's timeout."
              .formatted(
                  left.toSeconds(),
                  pipeline.name(),
                  needed.plusMillis(999).toSeconds(),
                  SqsRecordProcessor.MARGIN.toSeconds()));
  }

  private AttemptRateLimiter rateLimiter(SqsEvent batch) {
    Duration gap = LambdaConcurrency.of(pipelineOf(batch).work()).gap();
    return new AttemptRateLimiter(gap, functionWiring.clock(), sleeper);
  }

  /// A batch is of one queue.
  private Pipeline pipelineOf(SqsEvent batch) {
    return functionWiring.requirePipeline(batch.records().getFirst().queue());
  }

  /// Logs the delay of messages that are received for the first time; later receives waited on
  /// purpose.
  private void logBatch(SqsEvent batch, Instant receivedAt, int failures) {
    MetricLine line =
        log.line("Batch", pipelineOf(batch).name())
            .count("Messages", batch.records().size())
            .count("BatchItemFailures", failures);
    List<Duration> delays =
        batch.records().stream()
            .filter(record -> record.receives() == 1)
            .map(record -> Duration.between(record.sentAt(), receivedAt))
            // The clocks of two machines are compared.
            .map(delay -> delay.isNegative() ? Duration.ZERO : delay)
            .limit(MetricLine.MAX_VALUES)
            .toList();
    log.write(delays.isEmpty() ? line : line.times("QueueDelay", delays));
  }

  /// Processes the messages in order, and returns those to be redelivered: the first that is not
  /// done and all after it, because none may overtake it.
  private List<String> failures(
      List<SqsEvent.SqsRecord> group,
      AttemptRateLimiter attemptRateLimiter,
      Supplier<Duration> left) {
    int done = 0;
    while (done < group.size() && isDone(group.get(done), attemptRateLimiter, left)) done++;
    if (done == group.size()) return List.of();
    // A hidden message blocks its whole group, including the message that must come first.
    group.subList(done + 1, group.size()).forEach(sqsRecordProcessor::putBack);
    return group.subList(done, group.size()).stream().map(SqsEvent.SqsRecord::messageId).toList();
  }

  private boolean isDone(
      SqsEvent.SqsRecord record, AttemptRateLimiter attemptRateLimiter, Supplier<Duration> left) {
    try {
      attemptRateLimiter.acquire();
      return sqsRecordProcessor.isDone(record, left);
    } catch (RuntimeException failure) {
      log.note("Incident", String.valueOf(failure));
      return false;
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
