package io.surgetank.aws.queue;

import io.surgetank.aws.table.LeaseResult;
import io.surgetank.aws.table.Leases;
import io.surgetank.core.job.Attempt;
import io.surgetank.core.job.Job;
import io.surgetank.core.job.JobId;
import io.surgetank.core.queue.SettleResult;
import io.surgetank.core.work.Outcome;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Consumer;

/// Processes a message: leases its job by the job's record, runs the attempt, settles the record,
/// and decides whether the message is deleted or redelivered. The record is settled before the
/// message: after a failure between the two, the message is redelivered and finds the record
/// settled.
///
/// The worker function and the contracts of the delivery queue both use this class.
public final class MessageProcessor {
  private final Leases leases;
  private final QueueOperations sqs;
  private final InstantSource clock;
  private final Consumer<ReceivedMessage> unreadable;

  /// @param unreadable is called with each message that names no job, once it is recorded
  public MessageProcessor(
      Leases leases,
      QueueOperations sqs,
      InstantSource clock,
      Consumer<ReceivedMessage> unreadable) {
    this.leases = leases;
    this.sqs = sqs;
    this.clock = clock;
    this.unreadable = unreadable;
  }

  /// Runs one attempt of a job that is leased.
  @FunctionalInterface
  public interface AttemptFunction {
    Outcome run(Job job, Attempt attempt) throws InterruptedException;
  }

  /// Whether the caller deletes the message.
  public enum Settled {
    /// The job is in an end state: delete the message.
    DELETE,
    /// The job is retried: keep the message, SQS redelivers it when the retry is due.
    REDELIVER,
    /// Another delivery has leased the job, and nothing was changed. Keep the message: when it is
    /// redelivered, the record decides.
    STALE
  }

  /// Returns whether the message can be deleted; if not, SQS redelivers it.
  public boolean process(ReceivedMessage message, AttemptFunction attempts)
      throws InterruptedException {
    return switch (lease(message)) {
      case LeaseResult.Finished() -> true;
      case LeaseResult.NotYet(_) -> false;
      case LeaseResult.Acquired lease ->
          settle(message, lease, attempts.run(lease.job(), lease.attempt())) == Settled.DELETE;
    };
  }

  /// Leases the message's job. A message that comes too early is hidden until its time; one that
  /// names no job is recorded and `Finished`: no further delivery could make it readable, and in a
  /// FIFO queue it would block its group.
  public LeaseResult lease(ReceivedMessage message) {
    Optional<JobId> id = JobMessage.read(message.body());
    if (id.isEmpty()) {
      leases.recordUnreadable(message.unreadable());
      unreadable.accept(message);
      return new LeaseResult.Finished();
    }
    LeaseResult result = leases.begin(id.get());
    if (result instanceof LeaseResult.NotYet(var after)) hide(message, after);
    return result;
  }

  /// Records the outcome and, for a retry, hides the message until it is due.
  public Settled settle(ReceivedMessage message, LeaseResult.Acquired lease, Outcome outcome) {
    if (leases.settle(lease.job().id(), lease.lease(), outcome) == SettleResult.STALE)
      return Settled.STALE;
    return switch (outcome) {
      case Outcome.Processed _, Outcome.Dead _ -> Settled.DELETE;
      case Outcome.Retry(var after, _, _) -> {
        hide(message, after);
        yield Settled.REDELIVER;
      }
    };
  }

  /// Makes a message whose job was not leased visible again at once.
  public void putBack(ReceivedMessage message) {
    hide(message, Duration.ZERO);
  }

  private void hide(ReceivedMessage message, Duration time) {
    sqs.hide(message, time, clock.instant());
  }
}
