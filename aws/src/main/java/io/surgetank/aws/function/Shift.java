package io.surgetank.aws.function;

import io.surgetank.aws.queue.Mailbox.InHand;
import io.surgetank.aws.queue.Message;
import io.surgetank.aws.table.Arrival;
import io.surgetank.aws.table.Stray;
import io.surgetank.job.JobId;
import io.surgetank.job.PipelineName;
import io.surgetank.pipeline.Pipeline;
import io.surgetank.queue.Settlement;
import io.surgetank.work.Outcome;
import io.surgetank.work.Worker;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/// Works one message: begins the attempt that the job's record allows, runs the handler within its
/// time, settles the record, and says whether the message is done with.
final class Shift {
  /// What settling takes, and a little.
  static final Duration MARGIN = Duration.ofSeconds(2);

  private final Installation installation;
  private final Workers workers;

  Shift(Installation installation, Workers workers) {
    this.installation = installation;
    this.workers = workers;
  }

  boolean isDone(SqsEvent.Arrived record, Supplier<Duration> left) throws InterruptedException {
    Optional<JobId> id = Message.read(record.body());
    Optional<Pipeline> pipeline = installation.pipelineOf(record.queue());
    if (pipeline.isEmpty()) throw new IllegalArgumentException(unknown(record.queue()));
    if (id.isEmpty()) {
      putAside(record, pipeline.get().name());
      return true;
    }
    PipelineName name = pipeline.get().name();
    var hand = new InHand(name, record.handle(), installation.clock().instant());
    if (left.get().compareTo(needed(pipeline.get())) < 0) {
      hide(hand, Duration.ZERO);
      return false;
    }
    return switch (installation.tank().leases().begin(id.get())) {
      case Arrival.Over() -> true;
      case Arrival.Later(var after) -> {
        hide(hand, after);
        yield false;
      }
      case Arrival.Begun begun -> work(begun, hand, pipeline.get().work().timeout());
    };
  }

  /// How long an invocation needs at least to work one job of the pipeline.
  static Duration needed(Pipeline pipeline) {
    return MARGIN.plus(pipeline.work().timeout());
  }

  /// Lets a message that was not begun come again at once.
  void putBack(SqsEvent.Arrived record) {
    installation
        .pipelineOf(record.queue())
        .map(pipeline ->
            new InHand(pipeline.name(), record.handle(), installation.clock().instant()))
        .ifPresent(hand -> hide(hand, Duration.ZERO));
  }

  private boolean work(Arrival.Begun begun, InHand hand, Duration timeout)
      throws InterruptedException {
    Outcome outcome = attempt(begun, timeout);
    Settlement settled =
        installation.tank().leases().settle(begun.job().id(), begun.lease(), outcome);
    // Somebody else has the job by now; the message comes again and finds what came of it.
    if (settled == Settlement.STALE) return false;
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
  private Outcome attempt(Arrival.Begun begun, Duration timeout) throws InterruptedException {
    Worker worker = workers.of(begun.job().pipeline());
    var work = new FutureTask<>(() -> worker.work(begun.job(), begun.attempt()));
    Thread.ofPlatform().daemon().name("attempt-" + begun.job().id()).start(work);
    try {
      return work.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException over) {
      // Not waited for: a handler that does not let itself be interrupted holds nobody up.
      work.cancel(true);
      return worker.timedOut(begun.attempt());
    } catch (ExecutionException broken) {
      throw new IllegalStateException("the worker broke", broken.getCause());
    }
  }

  private void hide(InHand hand, Duration time) {
    installation.mailbox().hide(hand, time, installation.clock().instant());
  }

  static String unknown(String queue) {
    return "The queue '%s' belongs to no pipeline of the configuration in this zip. Remove the event source mapping, or deploy the configuration that has the pipeline."
        .formatted(queue);
  }

  /// No try can make it readable, and in a FIFO queue it would hold up its group. It goes once it
  /// is recorded; its body is in the table and in no log.
  private void putAside(SqsEvent.Arrived record, PipelineName pipeline) {
    installation
        .tank()
        .leases()
        .keepStray(
            new Stray(record.messageId(), record.body(), record.receives(), record.sentAt()));
    JsonLog log = installation.log();
    log.tell(
        log.line("Malformed", pipeline).count("Malformed", 1).with("message", record.messageId()));
  }
}
