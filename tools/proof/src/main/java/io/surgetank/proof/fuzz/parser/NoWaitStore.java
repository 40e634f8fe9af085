package io.surgetank.proof.fuzz.parser;

import io.surgetank.core.job.JobId;
import io.surgetank.core.job.JobKey;
import io.surgetank.core.job.JobRecord;
import io.surgetank.core.store.CancelResult;
import io.surgetank.core.store.JobQuery;
import io.surgetank.core.store.JobStore;
import io.surgetank.core.store.Move;
import io.surgetank.core.store.MoveResult;
import io.surgetank.core.store.OperatorAction;
import io.surgetank.core.store.PutResult;
import io.surgetank.core.store.Submission;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A store that returns at once where another would wait for a job to end.
record NoWaitStore(JobStore jobs) implements JobStore {
  @Override
  public List<PutResult> put(List<Submission> submissions) {
    return jobs.put(submissions);
  }

  @Override
  public Optional<JobRecord> find(JobId id) {
    return jobs.find(id);
  }

  @Override
  public Map<JobKey, JobId> named(Collection<JobKey> keys) {
    return jobs.named(keys);
  }

  @Override
  public List<JobRecord> list(JobQuery query) {
    return jobs.list(query);
  }

  @Override
  public CancelResult cancel(JobId id) {
    return jobs.cancel(id);
  }

  @Override
  public List<MoveResult> move(List<Move> moves, OperatorAction entry) {
    return jobs.move(moves, entry);
  }

  @Override
  public Optional<JobRecord> awaitEnd(JobId id, Duration atMost) {
    return jobs.find(id);
  }
}
