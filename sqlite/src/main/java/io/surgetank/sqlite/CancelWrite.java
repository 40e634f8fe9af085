package io.surgetank.sqlite;

import io.surgetank.core.event.Event;
import io.surgetank.core.job.JobId;
import io.surgetank.core.job.Status;
import java.sql.SQLException;
import java.util.Optional;

/// Calls a job back that nobody works.
final class CancelWrite extends Write<CancelWrite.Called> {
  enum Called {
    DONE,
    TOO_LATE,
    UNKNOWN
  }

  private record Standing(int pipeline, int code, long ordering) {}

  private static final String STANDING =
      "SELECT pipeline, status, coalesce(ordering, -1) FROM job WHERE seq = ? AND salt = ?";
  private static final String CANCEL =
      "UPDATE job SET status = "
          + DbCodes.of(Status.CANCELLED)
          + ", due = NULL, ended = ?, outcome = NULL WHERE seq = ?";

  private final PipelineStates pipelineStates;
  private final JobId id;

  CancelWrite(PipelineStates pipelineStates, JobId id) {
    this.pipelineStates = pipelineStates;
    this.id = id;
  }

  @Override
  Called apply(WriteBatch writeBatch) throws SQLException {
    Optional<Standing> found =
        writeBatch
            .query(STANDING)
            .first(
                row -> new Standing(row.getInt(1), row.getInt(2), row.getLong(3)),
                id.sequence(),
                id.salt());
    if (found.isEmpty()) return Called.UNKNOWN;
    PipelineState pipelineState = pipelineStates.numbered(found.get().pipeline());
    return switch (DbCodes.status(found.get().code())) {
      case CANCELLED -> Called.DONE;
      case PROCESSING, PROCESSED, DEAD -> Called.TOO_LATE;
      case PENDING, RETRYING ->
          pipelineStates.leases.containsKey(id.sequence())
              ? Called.TOO_LATE
              : cancel(writeBatch, pipelineState, found.get());
    };
  }

  private Called cancel(WriteBatch writeBatch, PipelineState pipelineState, Standing standing)
      throws SQLException {
    writeBatch
        .query(CANCEL)
        .update(Math.max(writeBatch.moment, id.acceptedAt().toEpochMilli()), id.sequence());
    pipelineState.forget(id.sequence());
    if (standing.code() != DbCodes.HELD)
      KeyOrdering.advance(writeBatch, pipelineState, standing.ordering());
    writeBatch.count(pipelineState, Counter.CANCELLED);
    writeBatch.count(pipelineState, Counter.WAITING, -1);
    writeBatch.ended(id.sequence());
    writeBatch.tell(new Event.Cancelled(pipelineState.name, id));
    return Called.DONE;
  }
}
