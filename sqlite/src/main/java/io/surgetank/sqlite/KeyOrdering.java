package io.surgetank.sqlite;

import io.surgetank.core.job.Status;
import java.sql.SQLException;
import java.util.Optional;

/// Keeps the order of jobs with an ordering key: of one key and pipeline at most one job is ready,
/// running or waiting for its retry; the others are held until it has finished.
final class KeyOrdering {
  private static final String OF_KEY =
      " FROM job WHERE pipeline = ? AND ordering = ? AND " + Schema.UNFINISHED + " AND status = ";
  private static final String TAKEN =
      "SELECT 1"
          + OF_KEY
          + DbCodes.of(Status.PENDING)
          + " UNION ALL SELECT 1"
          + OF_KEY
          + DbCodes.of(Status.RETRYING)
          + " LIMIT 1";
  private static final String NEXT =
      "SELECT " + JobRowMapper.WAITING + OF_KEY + DbCodes.HELD + " ORDER BY seq LIMIT 1";
  private static final String FREE =
      "UPDATE job SET status = " + DbCodes.of(Status.PENDING) + " WHERE seq = ?";

  private KeyOrdering() {}

  /// Whether a job of this key is ready or running.
  static boolean isTaken(WriteBatch batch, PipelineState state, long ordering) throws SQLException {
    if (ordering == ReadyJob.NONE) return false;
    return batch
        .query(TAKEN)
        .first(row -> true, state.number, ordering, state.number, ordering)
        .isPresent();
  }

  /// Makes the oldest held job of this key ready, unless another is.
  static void advance(WriteBatch batch, PipelineState state, long ordering) throws SQLException {
    if (ordering == ReadyJob.NONE || isTaken(batch, state, ordering)) return;
    Optional<ReadyJob> next =
        batch
            .query(NEXT)
            .first(
                row -> JobRowMapper.checked(row, state, batch.damagedRecords),
                state.number,
                ordering);
    if (next.isEmpty()) return;
    batch.query(FREE).update(next.get().sequence());
    batch.touch(state);
    state.offer(next.get());
  }
}
