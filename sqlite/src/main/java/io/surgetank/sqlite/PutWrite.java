package io.surgetank.sqlite;

import io.surgetank.core.event.Event;
import io.surgetank.core.job.Job;
import io.surgetank.core.job.JobId;
import io.surgetank.core.job.OrderingKey;
import io.surgetank.core.job.Status;
import io.surgetank.core.store.PutResult;
import io.surgetank.core.store.Submission;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/// Stores submissions, each independently of the others.
final class PutWrite extends Write<List<PutWrite.Placed>> {
  /// The result for one submission, or the existing job, whose record the caller reads afterwards:
  /// no other write waits for that.
  sealed interface Placed {
    record Decided(PutResult result) implements Placed {}

    record Existing(JobId id) implements Placed {}
  }

  /// How long to wait when nothing can be written at the moment.
  private static final Duration PAUSE = Duration.ofSeconds(5);

  private final PipelineStates states;
  private final CapacityCheck capacity;
  private final List<Submission> submissions;

  PutWrite(PipelineStates states, CapacityCheck capacity, List<Submission> submissions) {
    this.states = states;
    this.capacity = capacity;
    this.submissions = submissions;
  }

  @Override
  int weight() {
    return submissions.size();
  }

  @Override
  boolean isLoggable() {
    for (Submission submission : submissions)
      if (submission.orderingKey().isPresent()
          || submission.batch().isPresent()
          || submission.keys().size() > 1) return false;
    return true;
  }

  @Override
  Optional<List<Placed>> resultAfterTimeout() {
    return Optional.of(
        Collections.nCopies(submissions.size(), new Placed.Decided(new PutResult.Full(PAUSE))));
  }

  @Override
  List<Placed> apply(WriteBatch batch) throws SQLException {
    var placed = new ArrayList<Placed>(submissions.size());
    var keys = new JobKeyStore(batch);
    for (Submission submission : submissions) placed.add(put(batch, keys, submission));
    return placed;
  }

  private Placed put(WriteBatch batch, JobKeyStore keys, Submission submission)
      throws SQLException {
    PipelineState state = states.named(submission.job().pipeline());
    return switch (keys.of(submission)) {
      case JobKeyStore.KeyMatch.Taken(var key) -> decided(new PutResult.KeyTaken(key));
      case JobKeyStore.KeyMatch.Existing job when !keys.add(submission, job) ->
          decided(new PutResult.TooManyKeys(job.unknown().getFirst()));
      case JobKeyStore.KeyMatch.Existing(var sequence, _) -> replayed(batch, state, sequence);
      case JobKeyStore.KeyMatch.Fresh() -> store(batch, state, keys, submission);
    };
  }

  private Placed store(
      WriteBatch batch, PipelineState state, JobKeyStore keys, Submission submission)
      throws SQLException {
    Job job = submission.job();
    Optional<Duration> full = capacity.full(state, batch.now);
    if (full.isPresent()) return decided(new PutResult.Full(full.get()));
    long ordering = submission.orderingKey().map(OrderingKey::number).orElse(ReadyJob.NONE);
    boolean isHeld = KeyOrdering.isTaken(batch, state, ordering);
    int status = isHeld ? DbCodes.HELD : DbCodes.of(Status.PENDING);
    if (!batch.insert(state, keys, submission, status))
      // The same id was put before, which only a repeated call does: it is the same job.
      return replayed(batch, state, job.id().sequence());
    count(batch, state, job.id());
    batch.addEvent(new Event.Accepted(job));
    if (!isHeld) state.offer(ReadyJob.fresh(job, ordering));
    return decided(new PutResult.Stored(job));
  }

  private static Placed decided(PutResult result) {
    return new Placed.Decided(result);
  }

  private static Placed replayed(WriteBatch batch, PipelineState state, long sequence)
      throws SQLException {
    batch.count(state, Counter.RECEIVED);
    batch.count(state, Counter.REPLAYED);
    long salt = batch.salt(sequence).orElse(0L);
    JobId id = JobId.of(sequence, salt);
    batch.addEvent(new Event.Replayed(state.name, id));
    return new Placed.Existing(id);
  }

  private static void count(WriteBatch batch, PipelineState state, JobId id) {
    batch.count(state, Counter.RECEIVED);
    batch.count(state, Counter.ACCEPTED);
    batch.count(state, Counter.UNFINISHED);
    IdChecksum.add(state, id);
    state.raise(Counter.LAST, id.sequence());
  }
}
