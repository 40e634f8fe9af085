package io.surgetank.core.event;

import io.surgetank.core.job.Attempt;
import io.surgetank.core.job.Job;
import io.surgetank.core.job.JobId;
import io.surgetank.core.job.PipelineName;
import io.surgetank.core.ledger.Rejection;
import io.surgetank.core.store.OperatorAction;
import java.time.Duration;

/// One change of state. Told after it is durable, once, in the order of a job's life.
///
/// No event holds a payload: what is told may be logged. A handler's failure text is the one thing
/// from outside that is told; handlers keep personal data out of it.
public sealed interface Event {
  record Accepted(Job job) implements Event {}

  record Replayed(PipelineName pipeline, JobId id) implements Event {}

  record Rejected(PipelineName pipeline, Rejection why, long submissions) implements Event {}

  record Started(Job job, Attempt attempt) implements Event {}

  record Processed(Job job, Attempt attempt, Duration took) implements Event {}

  record Retried(Job job, Attempt attempt, Duration pause, String failure, String stackTrace)
      implements Event {
    public Retried(Job job, Attempt attempt, Duration pause, String failure) {
      this(job, attempt, pause, failure, "");
    }
  }

  record DeadLettered(Job job, Attempt attempt, String failure, String stackTrace)
      implements Event {
    public DeadLettered(Job job, Attempt attempt, String failure) {
      this(job, attempt, failure, "");
    }
  }

  /// An attempt ended without an outcome: the process died or the lease ran out. The job is due
  /// again, unless it was the last attempt: then [DeadLettered] is told next.
  record Abandoned(Job job, Attempt attempt, String failure) implements Event {}

  /// A delivery was given back unworked.
  record Released(Job job, Attempt attempt) implements Event {}

  record Cancelled(PipelineName pipeline, JobId id) implements Event {}

  record OperatorActed(OperatorAction entry) implements Event {}

  /// Records whose time was over were removed.
  record Expired(PipelineName pipeline, long records) implements Event {}

  /// The store was opened: how many jobs wait in it, and how many attempts had been cut off.
  record Opened(long waiting, long abandoned) implements Event {}

  /// A condition of the store has begun. `detail` says what it is and what to do, for an operator.
  record StoreDegraded(StoreCondition condition, String detail) implements Event {}

  /// A condition of the store is over.
  record StoreRestored(StoreCondition condition) implements Event {}

  /// The store can no longer be written; nothing is acknowledged until a restart.
  record StoreFailed(String failure) implements Event {}
}
