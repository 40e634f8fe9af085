package io.surgetank.aws.function;

import io.surgetank.aws.queue.JobMessage;
import io.surgetank.aws.queue.SqsClientAdapter.ReceivedMessage;
import io.surgetank.aws.table.LeaseResult;
import io.surgetank.aws.table.UnreadableMessage;
import io.surgetank.core.job.JobId;
import io.surgetank.core.job.PipelineName;
import io.surgetank.core.pipeline.Pipeline;
import io.surgetank.core.queue.SettleResult;
import io.surgetank.core.work.Outcome;
import io.surgetank.core.work.Worker;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/// Works one message: begins the attempt that the job's record allows, runs the handler within its
/// time, settles the record, and says whether the message is done with.
final class MessageProcessor {
  /// What settling takes, and a little.
  static final Duration MARGIN = Duration.ofSeconds(2);

  private final FunctionWiring functionWiring;
  private final PipelineWorkers pipelineWorkers;

  MessageProcessor(FunctionWiring functionWiring, PipelineWorkers pipelineWorkers) {
    this.functionWiring = functionWiring;
    this.pipelineWorkers = pipelineWorkers;
  }

  boolean isDone(SqsEvent.SqsRecord record, Supplier<Duration> left) throws InterruptedException {
    Optional<JobId> id = JobMessage.read(record.body());
    Optional<Pipeline> pipeline = functionWiring.pipelineOf(record.queue());
    if (pipeline.isEmpty()) throw new IllegalArgumentException(unknown(record.queue()));
    if (id.isEmpty()) {
      putAside(record, pipeline.get().name());
      return true;
    }
    PipelineName name = pipeline.get().name();
    var hand = new ReceivedMessage(name, record.handle(), functionWiring.clock().instant());
    if (left.get().compareTo(needed(pipeline.get())) < 0) {
      hide(hand, Duration.ZERO);
      return false;
    }
    return switch (functionWiring.dynamoBackend().leases().begin(id.get())) {
      case LeaseResult.Finished() -> true;
      case LeaseResult.NotYet(var after) -> {
        hide(hand, after);
        yield false;
      }
      case LeaseResult.Acquired acquired -> work(acquired, hand, pipeline.get().work().timeout());
    };
  }

  /// How long an invocation needs at least to work one job of the pipeline.
  static Duration needed(Pipeline pipeline) {
    return MARGIN.plus(pipeline.work().timeout());
  }

  /// Lets a message that was not begun come again at once.
  void putBack(SqsEvent.SqsRecord record) {
    functionWiring
        .pipelineOf(record.queue())
        .map(pipeline ->
            new ReceivedMessage(pipeline.name(), record.handle(), functionWiring.clock().instant()))
        .ifPresent(hand -> hide(hand, Duration.ZERO));
  }

  private boolean work(LeaseResult.Acquired acquired, ReceivedMessage hand, Duration timeout)
      throws InterruptedException {
    Outcome outcome = attempt(acquired, timeout);
    SettleResult settled =
        functionWiring
            .dynamoBackend()
            .leases()
            .settle(acquired.job().id(), acquired.lease(), outcome);
    // Somebody else has the job by now; the message comes again and finds what came of it.
    if (settled == SettleResult.STALE) return false;
    return switch (outcome) {
      case Outcome.Processed _, Outcome.Dead _ -> true;
      case Outcome.Retry(var after, _, _) -> {
        hide(hand, after);
        yield false;
      }
    };
  }

  /// The handler has a platform thread: one that computes would keep the carriers of the virtual
  /// threads, on which the other lanes and the timeout below wait.
  private Outcome attempt(LeaseResult.Acquired acquired, Duration timeout)
      throws InterruptedException {
    Worker worker = pipelineWorkers.of(acquired.job().pipeline());
    var work = new FutureTask<>(() -> worker.work(acquired.job(), acquired.attempt()));
    Thread.ofPlatform().daemon().name("attempt-" + acquired.job().id()).start(work);
    try {
      return work.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException over) {
      // Not waited for: a handler that does not let itself be interrupted holds nobody up.
      work.cancel(true);
      return worker.timedOut(acquired.attempt());
    } catch (ExecutionException broken) {
      throw new IllegalStateException("the worker broke", broken.getCause());
    }
  }

  private void hide(ReceivedMessage hand, Duration time) {
    functionWiring.sqsClientAdapter().hide(hand, time, functionWiring.clock().instant());
  }

  static String unknown(String queue) {
    return "The queue '%s' belongs to no pipeline of the configuration in this zip. Remove the event source mapping, or deploy the configuration that has the pipeline."
        .formatted(queue);
  }

  /// No try can make it readable, and in a FIFO queue it would hold up its group. It goes once it
  /// is recorded; its body is in the table and in no log.
  private void putAside(SqsEvent.SqsRecord record, PipelineName pipeline) {
    functionWiring
        .dynamoBackend()
        .leases()
        .keepStray(
            new UnreadableMessage(
                record.messageId(), record.body(), record.receives(), record.sentAt()));
    JsonLog log = functionWiring.log();
    log.tell(
        log.line("Malformed", pipeline).count("Malformed", 1).with("message", record.messageId()));
  }
}
