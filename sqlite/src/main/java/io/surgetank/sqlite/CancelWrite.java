package io.surgetank.sqlite;

import io.surgetank.core.event.Event;
import io.surgetank.core.job.JobId;
import io.surgetank.core.job.Status;
import java.sql.SQLException;
import java.util.Optional;

/// Cancels a job unless an attempt is running or it has finished.
final class CancelWrite extends Write<CancelWrite.Result> {
  enum Result {
    DONE,
    TOO_LATE,
    UNKNOWN
  }

  private record JobRow(int pipeline, int code, long ordering) {}

  private static final String SELECT =
      "SELECT pipeline, status, coalesce(ordering, -1) FROM job WHERE seq = ? AND salt = ?";
  private static final String CANCEL =
      "UPDATE job SET status = "
          + DbCodes.of(Status.CANCELLED)
          + ", due = NULL, ended = ?, outcome = NULL WHERE seq = ?";

  private final PipelineStates states;
  private final JobId id;

  CancelWrite(PipelineStates states, JobId id) {
    this.states = states;
    this.id = id;
  }

  @Override
  Result apply(WriteBatch batch) throws SQLException {
    Optional<JobRow> found =
        batch
            .query(SELECT)
            .first(
                row -> new JobRow(row.getInt(1), row.getInt(2), row.getLong(3)),
                id.sequence(),
                id.salt());
    if (found.isEmpty()) return Result.UNKNOWN;
    PipelineState state = states.numbered(found.get().pipeline());
    return switch (DbCodes.status(found.get().code())) {
      case CANCELLED -> Result.DONE;
      case PROCESSING, PROCESSED, DEAD -> Result.TOO_LATE;
      case PENDING, RETRYING ->
          states.leases.containsKey(id.sequence())
              ? Result.TOO_LATE
              : cancel(batch, state, found.get());
    };
  }

  private Result cancel(WriteBatch batch, PipelineState state, JobRow job) throws SQLException {
    batch
        .query(CANCEL)
        .update(Math.max(batch.moment, id.acceptedAt().toEpochMilli()), id.sequence());
    state.forget(id.sequence());
    if (job.code() != DbCodes.HELD) KeyOrdering.advance(batch, state, job.ordering());
    batch.count(state, Counter.CANCELLED);
    batch.count(state, Counter.UNFINISHED, -1);
    batch.ended(id.sequence());
    batch.addEvent(new Event.Cancelled(state.name, id));
    return Result.DONE;
  }
}
