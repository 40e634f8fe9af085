package io.surgetank.bench;

import io.surgetank.core.job.JobId;
import io.surgetank.core.job.JobKey;
import io.surgetank.core.job.JobRecord;
import io.surgetank.core.job.PipelineName;
import io.surgetank.core.ledger.Ledger;
import io.surgetank.core.ledger.PipelineCounters;
import io.surgetank.core.ledger.Rejection;
import io.surgetank.core.ledger.VerificationReport;
import io.surgetank.core.store.AsyncJobStore;
import io.surgetank.core.store.CancelResult;
import io.surgetank.core.store.DeadLetterFilter;
import io.surgetank.core.store.DeadLetterSummary;
import io.surgetank.core.store.DeadLetters;
import io.surgetank.core.store.JobQuery;
import io.surgetank.core.store.Move;
import io.surgetank.core.store.MoveResult;
import io.surgetank.core.store.OperatorAction;
import io.surgetank.core.store.PutResult;
import io.surgetank.core.store.Submission;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.LongAdder;

/// Stores nothing: returns `Stored` and counts.
record NullStore(PipelineName pipeline, LongAdder accepted)
    implements AsyncJobStore, DeadLetters, Ledger {
  NullStore(PipelineName pipeline) {
    this(pipeline, new LongAdder());
  }

  @Override
  public List<PutResult> put(List<Submission> submissions) {
    accepted.add(submissions.size());
    var results = new ArrayList<PutResult>(submissions.size());
    for (Submission each : submissions) results.add(new PutResult.Stored(each.job()));
    return results;
  }

  @Override
  public CompletableFuture<List<PutResult>> putAsync(List<Submission> submissions) {
    return CompletableFuture.completedFuture(put(submissions));
  }

  @Override
  public Map<PipelineName, PipelineCounters> counters() {
    long n = accepted.sum();
    return Map.of(pipeline, new PipelineCounters(n, n, 0, Map.of(), 0, 0, 0, 0, 0, 0, n, 0, 0, 0));
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
  public CancelResult cancel(JobId id) {
    return new CancelResult.Unknown();
  }

  @Override
  public List<MoveResult> move(List<Move> moves, OperatorAction entry) {
    throw new UnsupportedOperationException("nothing is stored");
  }

  @Override
  public Optional<JobRecord> awaitEnd(JobId id, Duration atMost) {
    return Optional.empty();
  }

  @Override
  public long count(DeadLetterFilter filter) {
    return 0;
  }

  @Override
  public DeadLetterSummary summary(DeadLetterFilter filter) {
    return new DeadLetterSummary(0, List.of(), OperatorAction.Extent.COMPLETE);
  }

  @Override
  public List<JobRecord> list(DeadLetterFilter filter, Optional<JobId> before, int limit) {
    return List.of();
  }

  @Override
  public OperatorAction redrive(DeadLetterFilter filter, String actor) {
    throw new UnsupportedOperationException("nothing is stored");
  }

  @Override
  public OperatorAction purge(DeadLetterFilter filter, String actor) {
    throw new UnsupportedOperationException("nothing is stored");
  }

  @Override
  public void record(OperatorAction entry) {}

  @Override
  public List<OperatorAction> operatorActions(int limit) {
    return List.of();
  }

  @Override
  public VerificationReport verify() {
    return new VerificationReport(0, counters(), 0, List.of());
  }
}
