package io.surgetank.proof.simulation;

import io.surgetank.core.job.Attempt;
import io.surgetank.core.job.JobId;
import io.surgetank.core.job.PipelineName;
import io.surgetank.core.job.Status;
import java.util.Optional;

/// A job as the events describe it.
final class ObservedJob {
  final JobId id;
  final Payload payload;

  /// The key at its path.
  final String scope;

  PipelineName pipeline;
  Status status = Status.PENDING;
  int round;

  /// The attempts started in this round.
  int number;

  /// The attempts that have ended, in all rounds.
  int attempts;

  Optional<Attempt> running = Optional.empty();
  long startedNanos;

  /// The attempt that was abandoned by the last event.
  Optional<Attempt> abandoned = Optional.empty();

  /// No retry before this virtual time.
  long dueNanos;

  long endedNanos;
  boolean acknowledged;
  boolean removed;

  /// Redriven or moved, so that it has lost its position in its ordering key.
  boolean reordered;

  /// The number of redrives that had finished when it died.
  long redrivesBeforeDeath;

  ObservedJob(JobId id, PipelineName pipeline, Payload payload) {
    this.id = id;
    this.pipeline = pipeline;
    this.payload = payload;
    this.scope = payload.scope(pipeline);
  }

  boolean isEnded() {
    return status.isEnd();
  }

  boolean isRunning() {
    return running.isPresent();
  }

  void end(Status end, long nanos) {
    status = end;
    endedNanos = nanos;
  }

  @Override
  public String toString() {
    return "%s (%s, %s, round %d, attempt %d)".formatted(id, pipeline, status, round, number);
  }
}
