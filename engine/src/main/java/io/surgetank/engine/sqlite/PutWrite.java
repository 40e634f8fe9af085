package io.surgetank.engine.sqlite;

import io.surgetank.event.Event;
import io.surgetank.job.Job;
import io.surgetank.job.JobId;
import io.surgetank.job.JobKey;
import io.surgetank.job.OrderingKey;
import io.surgetank.job.Status;
import io.surgetank.store.Submission;
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
          + Codes.of(Status.PENDING)
          + ", ?, ?)";
  private static final String WITH_ALL =
      "INSERT OR IGNORE INTO job(seq, salt, pipeline, status, payload, trace, idempotency_key,"
          + " client_id, ordering, crc) VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

  private final Lines lines;
  private final Room room;
  private final List<Submission> submissions;

  PutWrite(Lines lines, Room room, List<Submission> submissions) {
    this.lines = lines;
    this.room = room;
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
  List<Placed> apply(Group group) throws SQLException {
    var placed = new ArrayList<Placed>(submissions.size());
    var names = new Names(group);
    for (Submission submission : submissions) placed.add(place(group, names, submission));
    return placed;
  }

  private Placed place(Group group, Names names, Submission submission) throws SQLException {
    Line line = lines.named(submission.job().pipeline());
    return switch (names.of(submission)) {
      case Names.Meaning.Taken(var key) -> new Placed.Taken(key);
      case Names.Meaning.Job job when !names.add(submission, job) ->
          new Placed.Crowded(job.unknown().getFirst());
      case Names.Meaning.Job(var sequence, _) -> replayed(group, line, sequence);
      case Names.Meaning.Fresh() -> store(group, line, names, submission);
    };
  }

  private Placed store(Group group, Line line, Names names, Submission submission)
      throws SQLException {
    Job job = submission.job();
    Optional<Duration> full = room.full(line, group.now);
    if (full.isPresent()) return new Placed.Full(full.get());
    long ordering = submission.orderingKey().map(OrderingKey::number).orElse(Waiting.NONE);
    boolean isHeld = Succession.isTaken(group, line, ordering);
    int status = isHeld ? Codes.HELD : Codes.of(Status.PENDING);
    if (insert(group, line, submission, status) == 0)
      // The very same id was put before, which only a repeated call can do: it is the same job.
      return replayed(group, line, job.id().sequence());
    names.add(submission);
    count(group, line, job.id());
    group.tell(new Event.Accepted(job));
    if (!isHeld) line.offer(Waiting.fresh(job, ordering));
    return new Placed.Stored(job);
  }

  private static Placed replayed(Group group, Line line, long sequence) throws SQLException {
    group.count(line, Count.RECEIVED);
    group.count(line, Count.REPLAYED);
    long salt = group.query(SALT).first(row -> row.getLong(1), sequence).orElse(0L);
    JobId id = JobId.of(sequence, salt);
    group.tell(new Event.Replayed(line.name, id));
    return new Placed.Found(id);
  }

  private static int insert(Group group, Line line, Submission submission, int status)
      throws SQLException {
    Job job = submission.job();
    JobId id = job.id();
    boolean ownTrace = job.trace().isOf(id);
    String trace = ownTrace ? null : job.trace().traceparent();
    long ordering = submission.orderingKey().map(OrderingKey::number).orElse(Waiting.NONE);
    long crc = Checksum.ofContent(id, job.payload(), trace, ordering);
    if (ownTrace && submission.keys().isEmpty() && submission.orderingKey().isEmpty())
      return group.query(PLAIN).update(id.sequence(), id.salt(), line.number, job.payload(), crc);
    return group
        .query(WITH_ALL)
        .update(
            id.sequence(),
            id.salt(),
            line.number,
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

  private static void count(Group group, Line line, JobId id) {
    group.count(line, Count.RECEIVED);
    group.count(line, Count.ACCEPTED);
    group.count(line, Count.WAITING);
    Digest.add(line, id);
    line.raise(Count.LAST, id.sequence());
  }
}
