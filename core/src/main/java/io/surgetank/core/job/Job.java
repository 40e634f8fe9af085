package io.surgetank.core.job;

import java.time.Instant;

/// One accepted job. Its payload has passed every rule of its pipeline; there is no invalid `Job`.
///
/// `payload` is JSON text, with numbers as the client wrote them (100.00 stays 100.00).
public record Job(JobId id, PipelineName pipeline, String payload, Trace trace, Owner owner) {
  public Job {
    if (payload.isEmpty()) throw new IllegalArgumentException("a job must have a payload");
  }

  /// A job without an owner.
  public Job(JobId id, PipelineName pipeline, String payload, Trace trace) {
    this(id, pipeline, payload, trace, Owner.NONE);
  }

  /// When the job was accepted, to the millisecond.
  public Instant acceptedAt() {
    return id.acceptedAt();
  }
}
