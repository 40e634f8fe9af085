package io.surgetank.engine.sqlite;

import io.surgetank.job.Status;
import java.sql.SQLException;
import java.util.Optional;

/// Keeps the order of jobs that have an ordering key: of one key and pipeline at most one job may
/// be worked or waits for its retry, the others are held until it stands at an end.
final class Succession {
  private static final String OF_KEY =
      " FROM job WHERE pipeline = ? AND ordering = ? AND " + Schema.UNFINISHED + " AND status = ";
  private static final String TAKEN =
      "SELECT 1"
          + OF_KEY
          + Codes.of(Status.PENDING)
          + " UNION ALL SELECT 1"
          + OF_KEY
          + Codes.of(Status.RETRYING)
          + " LIMIT 1";
  private static final String NEXT =
      "SELECT " + Rows.WAITING + OF_KEY + Codes.HELD + " ORDER BY seq LIMIT 1";
  private static final String FREE =
      "UPDATE job SET status = " + Codes.of(Status.PENDING) + " WHERE seq = ?";

  private Succession() {}

  /// Whether a job of this key is being worked, or may be.
  static boolean isTaken(Group group, Line line, long ordering) throws SQLException {
    if (ordering == Waiting.NONE) return false;
    return group
        .query(TAKEN)
        .first(row -> true, line.number, ordering, line.number, ordering)
        .isPresent();
  }

  /// Frees the oldest that is held, unless another of its key is free.
  static void advance(Group group, Line line, long ordering) throws SQLException {
    if (ordering == Waiting.NONE || isTaken(group, line, ordering)) return;
    Optional<Waiting> next =
        group
            .query(NEXT)
            .first(row -> Rows.checked(row, line, group.damage), line.number, ordering);
    if (next.isEmpty()) return;
    group.query(FREE).update(next.get().sequence());
    group.touch(line);
    line.offer(next.get());
  }
}
