package io.surgetank.sqlite;

import io.surgetank.core.event.Event;
import io.surgetank.core.job.JobId;
import io.surgetank.core.job.OrderingKey;
import io.surgetank.core.job.Status;
import io.surgetank.core.store.Move;
import io.surgetank.core.store.MoveResult;
import io.surgetank.core.store.OperatorAction;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/// Moves waiting jobs to other pipelines, with the audit log entry in the same transaction.
final class MoveWrite extends Write<List<MoveResult>> {
  private static final String FIND =
      "SELECT pipeline, status, ordering, payload, trace, owner, crc FROM job"
          + " WHERE seq = ? AND salt = ?";

  /// A job that was attempted begins a new round; its attempts are kept.
  private static final String MOVE =
      "UPDATE job SET pipeline = ?, status = ?, due = NULL, round = round + (tried > 0), tried = 0,"
          + " started = NULL, ended = NULL, outcome = NULL, ordering = ?, crc = ? WHERE seq = ?";

  private record Found(int pipeline, int code, Checksum.Content content, boolean damaged) {}

  private final PipelineStates pipelineStates;
  private final List<Move> moves;
  private final OperatorAction entry;

  /// The destination pipelines must be configured.
  MoveWrite(PipelineStates pipelineStates, List<Move> moves, OperatorAction entry) {
    this.pipelineStates = pipelineStates;
    this.moves = moves;
    this.entry = entry;
  }

  @Override
  int weight() {
    return moves.size();
  }

  @Override
  List<MoveResult> apply(WriteBatch writeBatch) throws SQLException {
    var results = new ArrayList<MoveResult>(moves.size());
    for (Move move : moves) results.add(move(writeBatch, move));
    int moved = Collections.frequency(results, MoveResult.MOVED);
    if (moved > 0) {
      var _ =
          new AuditLogWrite(entry.reached(moved, OperatorAction.Extent.COMPLETE)).apply(writeBatch);
    }
    return results;
  }

  private MoveResult move(WriteBatch writeBatch, Move move) throws SQLException {
    JobId id = move.id();
    Optional<Found> found =
        writeBatch.query(FIND).first(row -> found(row, id), id.sequence(), id.salt());
    if (found.isEmpty()) return MoveResult.UNKNOWN;
    PipelineState from = pipelineStates.numbered(found.get().pipeline());
    if (!isWaiting(found.get(), id) || !from.name.equals(move.from()))
      return MoveResult.NOT_WAITING;
    move(writeBatch, move, from, found.get());
    return MoveResult.MOVED;
  }

  /// A damaged record is not moved: a new checksum would hide the damage.
  private boolean isWaiting(Found found, JobId id) throws SQLException {
    Status status = DbCodes.status(found.code());
    return (status == Status.PENDING || status == Status.RETRYING)
        && !pipelineStates.leases.containsKey(id.sequence())
        && !found.damaged();
  }

  private static Found found(ResultSet row, JobId id) throws SQLException {
    long ordering = row.getLong(3);
    if (row.wasNull()) ordering = ReadyJob.NONE;
    var content =
        new Checksum.Content(id, row.getString(4), row.getString(5), ordering, row.getString(6));
    return new Found(
        row.getInt(1), row.getInt(2), content, !Checksum.matches(row, 7, content.checksum()));
  }

  private void move(WriteBatch writeBatch, Move move, PipelineState from, Found found)
      throws SQLException {
    JobId id = move.id();
    PipelineState to = pipelineStates.served(move.to());
    long ordering = move.orderingKey().map(OrderingKey::number).orElse(ReadyJob.NONE);
    boolean isHeld = KeyOrdering.isTaken(writeBatch, to, ordering);
    writeBatch
        .query(MOVE)
        .update(
            to.number,
            isHeld ? DbCodes.HELD : DbCodes.of(Status.PENDING),
            move.orderingKey().map(OrderingKey::number).orElse(null),
            found.content().withOrdering(ordering).checksum(),
            id.sequence());
    from.forget(id.sequence());
    if (found.code() != DbCodes.HELD)
      KeyOrdering.advance(writeBatch, from, found.content().ordering());
    if (!isHeld) to.hasUnloadedJobs = true;
    count(writeBatch, from, to, id);
    writeBatch.addEvent(new Event.Moved(from.name, to.name, id));
  }

  private static void count(WriteBatch writeBatch, PipelineState from, PipelineState to, JobId id) {
    writeBatch.count(from, Counter.UNFINISHED, -1);
    writeBatch.count(from, Counter.MOVED_OUT);
    IdChecksum.remove(from, id);
    writeBatch.count(to, Counter.UNFINISHED);
    writeBatch.count(to, Counter.MOVED_IN);
    IdChecksum.add(to, id);
    to.raise(Counter.LAST, id.sequence());
  }
}
