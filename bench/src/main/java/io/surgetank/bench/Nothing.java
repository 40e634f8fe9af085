package io.surgetank.bench;

import io.surgetank.job.JobId;
import io.surgetank.job.JobKey;
import io.surgetank.job.JobRecord;
import io.surgetank.job.PipelineName;
import io.surgetank.ledger.AuditReport;
import io.surgetank.ledger.Ledger;
import io.surgetank.ledger.Rejection;
import io.surgetank.ledger.Tally;
import io.surgetank.store.Cancellation;
import io.surgetank.store.DeadFilter;
import io.surgetank.store.DeadLetters;
import io.surgetank.store.DeadSummary;
import io.surgetank.store.JobQuery;
import io.surgetank.store.JobStore;
import io.surgetank.store.Placement;
import io.surgetank.store.Submission;
import io.surgetank.store.TrailEntry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;

/// Says `Stored` at once and only counts.
record Nothing(PipelineName pipeline, LongAdder accepted) implements JobStore, DeadLetters, Ledger {
  Nothing(PipelineName pipeline) {
    this(pipeline, new LongAdder());
  }

  @Override
  public List<Placement> put(List<Submission> submissions) {
    accepted.add(submissions.size());
    var placements = new ArrayList<Placement>(submissions.size());
    for (Submission each : submissions) placements.add(new Placement.Stored(each.job()));
    return placements;
  }

  @Override
  public Map<PipelineName, Tally> tallies() {
    long n = accepted.sum();
    return Map.of(pipeline, new Tally(n, n, 0, Map.of(), 0, 0, 0, 0, 0, 0, n));
  }

  @Override
  public void rejected(PipelineName pipeline, Rejection why, long submissions) {}

  @Override
  public Optional<JobRecord> find(JobId id) {
    return Optional.empty();
  }

  @Override
  public Map<JobKey, JobId> named(Collection<JobKey> keys) {
    return Map.of();
  }

  @Override
  public List<JobRecord> list(JobQuery query) {
    return List.of();
  }

  @Override
  public Cancellation cancel(JobId id) {
    return new Cancellation.Unknown();
  }

  @Override
  public Optional<JobRecord> awaitEnd(JobId id, Duration atMost) {
    return Optional.empty();
  }

  @Override
  public long count(DeadFilter filter) {
    return 0;
  }

  @Override
  public DeadSummary summary(DeadFilter filter) {
    return new DeadSummary(0, List.of(), TrailEntry.Extent.WHOLE);
  }

  @Override
  public List<JobRecord> list(DeadFilter filter, Optional<JobId> before, int limit) {
    return List.of();
  }

  @Override
  public TrailEntry redrive(DeadFilter filter, String actor) {
    throw new UnsupportedOperationException("nothing is stored");
  }

  @Override
  public TrailEntry purge(DeadFilter filter, String actor) {
    throw new UnsupportedOperationException("nothing is stored");
  }

  @Override
  public void record(TrailEntry entry) {}

  @Override
  public List<TrailEntry> trail(int limit) {
    return List.of();
  }

  @Override
  public AuditReport audit() {
    return new AuditReport(0, tallies(), 0, List.of());
  }
}
