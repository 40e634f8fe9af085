package io.surgetank.core.handler;

import io.surgetank.core.job.Attempt;
import io.surgetank.core.job.Job;
import io.surgetank.core.job.JobId;
import io.surgetank.core.job.PipelineName;
import io.surgetank.core.job.Trace;
import java.time.Instant;

/// One job and its attempt, for tests of handlers.
final class SampleJobs {
  static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  static final Attempt FIRST = new Attempt(0, 1, NOW);

  private SampleJobs() {}

  static Job job(String payload) {
    JobId id = JobId.of(NOW.toEpochMilli() << 21, 42);
    return new Job(id, new PipelineName("orders"), payload, Trace.of(id));
  }
}
