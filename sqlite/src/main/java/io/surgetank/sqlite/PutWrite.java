package io.surgetank.sqlite;

import io.surgetank.core.event.Event;
import io.surgetank.core.job.Job;
import io.surgetank.core.job.JobId;
import io.surgetank.core.job.JobKey;
import io.surgetank.core.job.OrderingKey;
import io.surgetank.core.job.Status;
import io.surgetank.core.store.Submission;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Stores submissions, each on its own merits.
final class PutWrite extends Write<List<PutWrite.Placed>> {
  /// What came of one submission. The record of an existing job is read afterwards, by the caller.
  sealed interface Placed {
    record Stored(Job job) implements Placed {}

    record Found(JobId id) implements Placed {}

    record Taken(JobKey key) implements Placed {}

    record Crowded(JobKey key) implements Placed {}

    record Full(Duration retryAfter) implements Placed {}
  }

  /// How long to wait when nothing can be written for now.
  private static final Duration PAUSE = Duration.ofSeconds(5);

  private static final String SALT = "SELECT salt FROM job WHERE seq = ?";
  private static final String PLAIN =
      "INSERT OR IGNORE INTO job(seq, salt, pipeline, status, payload, crc) VALUES(?, ?, ?, "
          + DbCodes.of(Status.PENDING)
          + ", ?, ?)";
  private static final String WITH_ALL =
      "INSERT OR IGNORE INTO job(seq, salt, pipeline, status, payload, trace, idempotency_key,"
          + " client_id, ordering, crc) VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

  private final PipelineStates pipelineStates;
  private final CapacityCheck capacityCheck;
  private final List<Submission> submissions;

  PutWrite(
      PipelineStates pipelineStates, CapacityCheck capacityCheck, List<Submission> submissions) {
    this.pipelineStates = pipelineStates;
    this.capacityCheck = capacityCheck;
    this.submissions = submissions;
  }

  @Override
  int weight() {
    return submissions.size();
  }

  @Override
  Optional<List<Placed>> givenUp() {
    return Optional.of(Collections.nCopies(submissions.size(), new Placed.Full(PAUSE)));
  }

  @Override
  List<Placed> apply(WriteBatch writeBatch) throws SQLException {
    var placed = new ArrayList<Placed>(submissions.size());
    var keyIndex = new KeyIndex(writeBatch);
    for (Submission submission : submissions) placed.add(place(writeBatch, keyIndex, submission));
    return placed;
  }

  private Placed place(WriteBatch writeBatch, KeyIndex keyIndex, Submission submission)
      throws SQLException {
    PipelineState pipelineState = pipelineStates.named(submission.job().pipeline());
    return switch (keyIndex.of(submission)) {
      case KeyIndex.Meaning.Taken(var key) -> new Placed.Taken(key);
      case KeyIndex.Meaning.Job job when !keyIndex.add(submission, job) ->
          new Placed.Crowded(job.unknown().getFirst());
      case KeyIndex.Meaning.Job(var sequence, _) -> replayed(writeBatch, pipelineState, sequence);
      case KeyIndex.Meaning.Fresh() -> store(writeBatch, pipelineState, keyIndex, submission);
    };
  }

  private Placed store(
      WriteBatch writeBatch, PipelineState pipelineState, KeyIndex keyIndex, Submission submission)
      throws SQLException {
    Job job = submission.job();
    Optional<Duration> full = capacityCheck.full(pipelineState, writeBatch.now);
    if (full.isPresent()) return new Placed.Full(full.get());
    long ordering = submission.orderingKey().map(OrderingKey::number).orElse(ReadyJob.NONE);
    boolean isHeld = KeyOrdering.isTaken(writeBatch, pipelineState, ordering);
    int status = isHeld ? DbCodes.HELD : DbCodes.of(Status.PENDING);
    if (insert(writeBatch, pipelineState, submission, status) == 0)
      // The very same id was put before, which only a repeated call can do: it is the same job.
      return replayed(writeBatch, pipelineState, job.id().sequence());
    keyIndex.add(submission);
    count(writeBatch, pipelineState, job.id());
    writeBatch.tell(new Event.Accepted(job));
    if (!isHeld) pipelineState.offer(ReadyJob.fresh(job, ordering));
    return new Placed.Stored(job);
  }

  private static Placed replayed(WriteBatch writeBatch, PipelineState pipelineState, long sequence)
      throws SQLException {
    writeBatch.count(pipelineState, Counter.RECEIVED);
    writeBatch.count(pipelineState, Counter.REPLAYED);
    long salt = writeBatch.query(SALT).first(row -> row.getLong(1), sequence).orElse(0L);
    JobId id = JobId.of(sequence, salt);
    writeBatch.tell(new Event.Replayed(pipelineState.name, id));
    return new Placed.Found(id);
  }

  private static int insert(
      WriteBatch writeBatch, PipelineState pipelineState, Submission submission, int status)
      throws SQLException {
    Job job = submission.job();
    JobId id = job.id();
    boolean ownTrace = job.trace().isOf(id);
    String trace = ownTrace ? null : job.trace().traceparent();
    long ordering = submission.orderingKey().map(OrderingKey::number).orElse(ReadyJob.NONE);
    long crc = Checksum.ofContent(id, job.payload(), trace, ordering);
    if (ownTrace && submission.keys().isEmpty() && submission.orderingKey().isEmpty())
      return writeBatch
          .query(PLAIN)
          .update(id.sequence(), id.salt(), pipelineState.number, job.payload(), crc);
    return writeBatch
        .query(WITH_ALL)
        .update(
            id.sequence(),
            id.salt(),
            pipelineState.number,
            status,
            job.payload(),
            trace,
            key(submission, JobKey.Kind.IDEMPOTENCY_KEY),
            key(submission, JobKey.Kind.CLIENT_ID),
            submission.orderingKey().map(OrderingKey::number).orElse(null),
            crc);
  }

  private static @Nullable String key(Submission submission, JobKey.Kind kind) {
    for (JobKey key : submission.keys()) if (key.kind() == kind) return key.value();
    return null;
  }

  private static void count(WriteBatch writeBatch, PipelineState pipelineState, JobId id) {
    writeBatch.count(pipelineState, Counter.RECEIVED);
    writeBatch.count(pipelineState, Counter.ACCEPTED);
    writeBatch.count(pipelineState, Counter.WAITING);
    IdChecksum.add(pipelineState, id);
    pipelineState.raise(Counter.LAST, id.sequence());
  }
}
