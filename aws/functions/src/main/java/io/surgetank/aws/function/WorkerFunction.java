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

/// Works a batch of messages, all at once, and names those that are to come again
/// (`ReportBatchItemFailures`). One that nobody can read, or whose work goes wrong, stands in
/// nobody's way.
public final class WorkerFunction implements RequestStreamHandler {
  private final FunctionWiring functionWiring;
  private final SqsRecordProcessor sqsRecordProcessor;
  private final Sleeper sleeper;
  private final JsonLog log;

  public WorkerFunction() {
    this(SnapStartPriming.before(FunctionWiring.fromEnvironment(), SnapStartPriming::work));
  }

  WorkerFunction(FunctionWiring functionWiring) {
    this(functionWiring, functionWiring.workers(), Thread::sleep);
  }

  /// @param sleeper waits for the turn that the pipeline's rate gives
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
        work(event.readAllBytes(), () -> Duration.ofMillis(context.getRemainingTimeInMillis())));
  }

  /// @param left how long the invocation may still take
  byte[] work(byte[] event, Supplier<Duration> left) {
    var batch = SqsEvent.read(event);
    requireEnough(pipelineOf(batch), left.get());
    Instant receivedAt = functionWiring.clock().instant();
    var again = new ArrayList<String>();
    RateLimiter rateLimiter = pacer(batch);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<List<String>>> lanes = new ArrayList<>();
      for (List<SqsEvent.SqsRecord> lane : batch.lanes())
        lanes.add(threads.submit(() -> again(lane, rateLimiter, left)));
      for (Future<List<String>> lane : lanes) again.addAll(lane.get());
      rateLimiter.rest(left.get().minus(SqsRecordProcessor.MARGIN));
    } catch (ExecutionException surprise) {
      throw new IllegalStateException("a lane broke", surprise.getCause());
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted; the batch comes again", stopped);
    }
    tell(batch, receivedAt, again.size());
    return SqsEvent.comeAgain(again);
  }

  /// A function that is not given the time for one attempt would begin nothing, and every message
  /// would go to the dead-letter queue unworked.
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

  private RateLimiter pacer(SqsEvent batch) {
    Duration gap = LambdaConcurrency.of(pipelineOf(batch).work()).gap();
    return new RateLimiter(gap, functionWiring.clock(), sleeper);
  }

  /// A batch is of one queue.
  private Pipeline pipelineOf(SqsEvent batch) {
    return functionWiring.requirePipeline(batch.records().getFirst().queue());
  }

  /// What came before waits on purpose, so only first receives are told.
  private void tell(SqsEvent batch, Instant receivedAt, int again) {
    MetricLine line =
        log.line("Batch", pipelineOf(batch).name())
            .count("Messages", batch.records().size())
            .count("ComeAgain", again);
    List<Duration> delays =
        batch.records().stream()
            .filter(record -> record.receives() == 1)
            .map(record -> Duration.between(record.sentAt(), receivedAt))
            // Two clocks are compared.
            .map(delay -> delay.isNegative() ? Duration.ZERO : delay)
            .limit(MetricLine.MAX_VALUES)
            .toList();
    log.tell(delays.isEmpty() ? line : line.times("QueueDelay", delays));
  }

  /// Works them one after the other, and answers which are to come again: from the first that is
  /// not done on all of them, because none may overtake it.
  private List<String> again(
      List<SqsEvent.SqsRecord> lane, RateLimiter rateLimiter, Supplier<Duration> left) {
    int done = 0;
    while (done < lane.size() && isDone(lane.get(done), rateLimiter, left)) done++;
    if (done == lane.size()) return List.of();
    // What is hidden holds up its whole group, also that which must come first.
    lane.subList(done + 1, lane.size()).forEach(sqsRecordProcessor::putBack);
    return lane.subList(done, lane.size()).stream().map(SqsEvent.SqsRecord::messageId).toList();
  }

  private boolean isDone(
      SqsEvent.SqsRecord record, RateLimiter rateLimiter, Supplier<Duration> left) {
    try {
      rateLimiter.take();
      return sqsRecordProcessor.isDone(record, left);
    } catch (RuntimeException surprise) {
      log.note("Incident", String.valueOf(surprise));
      return false;
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
