package io.surgetank.engine.sqlite;

import io.surgetank.event.Event;
import io.surgetank.job.JobId;
import io.surgetank.job.Status;
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
          + Codes.of(Status.CANCELLED)
          + ", due = NULL, ended = ?, outcome = NULL WHERE seq = ?";

  private final Lines lines;
  private final JobId id;

  CancelWrite(Lines lines, JobId id) {
    this.lines = lines;
    this.id = id;
  }

  @Override
  Called apply(Group group) throws SQLException {
    Optional<Standing> found =
        group
            .query(STANDING)
            .first(
                row -> new Standing(row.getInt(1), row.getInt(2), row.getLong(3)),
                id.sequence(),
                id.salt());
    if (found.isEmpty()) return Called.UNKNOWN;
    Line line = lines.numbered(found.get().pipeline());
    return switch (Codes.status(found.get().code())) {
      case CANCELLED -> Called.DONE;
      case PROCESSING, PROCESSED, DEAD -> Called.TOO_LATE;
      case PENDING, RETRYING ->
          lines.leases.containsKey(id.sequence())
              ? Called.TOO_LATE
              : cancel(group, line, found.get());
    };
  }

  private Called cancel(Group group, Line line, Standing standing) throws SQLException {
    group
        .query(CANCEL)
        .update(Math.max(group.moment, id.acceptedAt().toEpochMilli()), id.sequence());
    line.forget(id.sequence());
    if (standing.code() != Codes.HELD) Succession.advance(group, line, standing.ordering());
    group.count(line, Count.CANCELLED);
    group.count(line, Count.WAITING, -1);
    group.ended(id.sequence());
    group.tell(new Event.Cancelled(line.name, id));
    return Called.DONE;
  }
}
