package io.surgetank.sqlite;

import io.surgetank.core.job.Status;
import java.sql.SQLException;
import java.util.Optional;

/// Keeps the order of jobs that have an ordering key: of one key and pipeline at most one job may
/// be worked or waits for its retry, the others are held until it stands at an end.
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
      "SELECT " + RowMapper.WAITING + OF_KEY + DbCodes.HELD + " ORDER BY seq LIMIT 1";
  private static final String FREE =
      "UPDATE job SET status = " + DbCodes.of(Status.PENDING) + " WHERE seq = ?";

  private KeyOrdering() {}

  /// Whether a job of this key is being worked, or may be.
  static boolean isTaken(WriteBatch writeBatch, PipelineState pipelineState, long ordering)
      throws SQLException {
    if (ordering == ReadyJob.NONE) return false;
    return writeBatch
        .query(TAKEN)
        .first(row -> true, pipelineState.number, ordering, pipelineState.number, ordering)
        .isPresent();
  }

  /// Frees the oldest that is held, unless another of its key is free.
  static void advance(WriteBatch writeBatch, PipelineState pipelineState, long ordering)
      throws SQLException {
    if (ordering == ReadyJob.NONE || isTaken(writeBatch, pipelineState, ordering)) return;
    Optional<ReadyJob> next =
        writeBatch
            .query(NEXT)
            .first(
                row -> RowMapper.checked(row, pipelineState, writeBatch.damagedRecords),
                pipelineState.number,
                ordering);
    if (next.isEmpty()) return;
    writeBatch.query(FREE).update(next.get().sequence());
    writeBatch.touch(pipelineState);
    pipelineState.offer(next.get());
  }
}
