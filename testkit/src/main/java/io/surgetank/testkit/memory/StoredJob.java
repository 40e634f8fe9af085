package io.surgetank.testkit.memory;

import io.surgetank.core.job.Attempt;
import io.surgetank.core.job.FinishedAttempt;
import io.surgetank.core.job.Job;
import io.surgetank.core.job.JobRecord;
import io.surgetank.core.job.State;
import io.surgetank.core.job.Status;
import io.surgetank.core.store.Submission;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The state of one job. Accessed only under the state's lock.
final class StoredJob {
  Submission submission;
  final List<FinishedAttempt> attempts = new ArrayList<>();
  State state = new State.Pending();
  Instant dueAt;

  /// Blocked by an earlier job with its ordering key.
  boolean held = false;

  Instant leasedUntil = Instant.MIN;

  /// When the last attempt started, in monotonic time.
  Instant begunAt = Instant.MIN;

  int round = 0;

  /// Attempts started in this round, without released ones.
  int begun = 0;

  /// The number of the latest lease, including released ones.
  long leases = 0;

  StoredJob(Submission submission, Instant dueAt) {
    this.submission = submission;
    this.dueAt = dueAt;
  }

  Job job() {
    return submission.job();
  }

  /// Whether the other job has the same ordering key.
  boolean isOrderedWith(StoredJob other) {
    return submission.orderingKey().isPresent()
        && submission.orderingKey().equals(other.submission.orderingKey())
        && job().pipeline().equals(other.job().pipeline());
  }

  Status status() {
    return state.status();
  }

  JobRecord record() {
    return new JobRecord(job(), state, attempts, round);
  }

  boolean isDue(Instant now) {
    boolean waits = status() == Status.PENDING || status() == Status.RETRYING;
    return waits && !held && !dueAt.isAfter(now);
  }

  boolean isLost(Instant now) {
    return status() == Status.PROCESSING && !leasedUntil.isAfter(now);
  }

  /// When the job ended, if it has.
  Optional<Instant> endedAt() {
    return switch (state) {
      case State.Processed(_, var endedAt) -> Optional.of(endedAt);
      case State.Dead(_, var endedAt) -> Optional.of(endedAt);
      case State.Cancelled(var endedAt) -> Optional.of(endedAt);
      case State.Pending _, State.Processing _, State.Retrying _ -> Optional.empty();
    };
  }

  Attempt begin(Instant moment, Instant now, Instant until) {
    begun++;
    leases++;
    begunAt = now;
    leasedUntil = until;
    var attempt = new Attempt(round, begun, moment);
    state = new State.Processing(attempt);
    return attempt;
  }

  /// Waits as a new job does, in a new round if it was tried in this one.
  void restart(Instant now) {
    if (begun > 0) round++;
    begun = 0;
    dueAt = now;
    state = new State.Pending();
  }

  /// Undoes the last start.
  void undoStart() {
    begun--;
    state = begun == 0 ? new State.Pending() : new State.Retrying(dueAt);
  }
}
