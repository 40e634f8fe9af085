package io.surgetank.core.event;

import io.surgetank.core.job.Attempt;
import io.surgetank.core.job.Job;
import io.surgetank.core.job.JobId;
import io.surgetank.core.job.PipelineName;
import io.surgetank.core.ledger.Rejection;
import io.surgetank.core.store.OperatorAction;
import java.time.Duration;

/// One change of state. Emitted once, after it is durable, in the order of the job's states. No
/// event contains a payload, because events may be logged. The only external text is a handler's
/// failure; handlers must keep personal data out of it.
public sealed interface Event {
  record Accepted(Job job) implements Event {}

  record Replayed(PipelineName pipeline, JobId id) implements Event {}

  record Rejected(PipelineName pipeline, Rejection why, long submissions) implements Event {}

  record Started(Job job, Attempt attempt) implements Event {}

  record Processed(Job job, Attempt attempt, Duration took) implements Event {}

  record Retried(Job job, Attempt attempt, Duration delay, String failure, String stackTrace)
      implements Event {
    public Retried(Job job, Attempt attempt, Duration delay, String failure) {
      this(job, attempt, delay, failure, "");
    }
  }

  record DeadLettered(Job job, Attempt attempt, String failure, String stackTrace)
      implements Event {
    public DeadLettered(Job job, Attempt attempt, String failure) {
      this(job, attempt, failure, "");
    }
  }

  /// An attempt ended without an outcome: the process died or the lease ran out. The job is due
  /// again, unless it was the last attempt: then [DeadLettered] follows.
  record Abandoned(Job job, Attempt attempt, String failure) implements Event {}

  /// A delivery was released without processing.
  record Released(Job job, Attempt attempt) implements Event {}

  record Cancelled(PipelineName pipeline, JobId id) implements Event {}

  /// The job was moved to another pipeline.
  record Moved(PipelineName from, PipelineName to, JobId id) implements Event {}

  record OperatorActed(OperatorAction action) implements Event {}

  /// Records were removed after their retention time.
  record Expired(PipelineName pipeline, long records) implements Event {}

  /// The store was opened: how many jobs wait in it, and how many attempts were interrupted by the
  /// end of the process.
  record Opened(long unfinished, long abandoned) implements Event {}

  /// A condition of the store has begun. `detail` describes it and what an operator should do.
  record StoreDegraded(StoreCondition condition, String detail) implements Event {}

  /// A condition of the store is over.
  record StoreRestored(StoreCondition condition) implements Event {}

  /// The store can no longer be written; nothing is acknowledged until a restart.
  record StoreFailed(String failure) implements Event {}
}
