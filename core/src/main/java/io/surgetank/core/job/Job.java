package io.surgetank.core.job;

import java.time.Instant;

/// One accepted piece of work. Its payload has passed every rule of its pipeline; there is no such
/// thing as an invalid `Job`.
///
/// `payload` is JSON text, with the numbers as the client wrote them (100.00 stays 100.00).
public record Job(JobId id, PipelineName pipeline, String payload, Trace trace) {
  public Job {
    if (payload.isEmpty()) throw new IllegalArgumentException("a job has a payload");
  }

  /// When the job was accepted, to the millisecond.
  public Instant acceptedAt() {
    return id.acceptedAt();
  }
}
