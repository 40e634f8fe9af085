package io.surgetank.sqlite;

import io.surgetank.core.event.Event;
import io.surgetank.core.job.Status;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/// Removes some of a pipeline's records whose time is over: few at a time, so that nobody waits
/// long behind it.
final class SweepWrite extends Write<SweepWrite.Step> {
  private static final int AT_ONCE = 256;

  /// Goes by the time of acceptance, which an index has; the end comes later than that.
  private static final String OLDEST =
      "SELECT "
          + RecordDeletion.COLUMNS
          + " FROM job WHERE pipeline = ? AND status = ? AND seq > ? AND seq < ?"
          + " ORDER BY seq LIMIT "
          + AT_ONCE;

  /// How many were removed, and where to go on.
  record Step(int removed, long after, Next next) {}

  enum Next {
    MORE,
    DONE
  }

  private final PipelineState pipelineState;
  private final Status status;
  private final long cutoff;
  private final long after;

  SweepWrite(PipelineState pipelineState, Status status, long cutoff, long after) {
    this.pipelineState = pipelineState;
    this.status = status;
    this.cutoff = cutoff;
    this.after = after;
  }

  @Override
  boolean isPatient() {
    return true;
  }

  @Override
  int weight() {
    return AT_ONCE / 4;
  }

  @Override
  Step apply(WriteBatch writeBatch) throws SQLException {
    if (cutoff <= 0) return new Step(0, after, Next.DONE);
    List<RecordDeletion.Ended> oldest =
        writeBatch
            .query(OLDEST)
            .all(
                RecordDeletion::read,
                pipelineState.number,
                DbCodes.of(status),
                after,
                firstSequence(cutoff + 1));
    var over = new ArrayList<RecordDeletion.Ended>();
    for (RecordDeletion.Ended job : oldest) if (job.ended() <= cutoff) over.add(job);
    RecordDeletion.remove(writeBatch, pipelineState, over, removed(status));
    if (!over.isEmpty()) writeBatch.tell(new Event.Expired(pipelineState.name, over.size()));
    return oldest.size() < AT_ONCE
        ? new Step(over.size(), after, Next.DONE)
        : new Step(over.size(), oldest.getLast().id().sequence(), Next.MORE);
  }

  private static long firstSequence(long millis) {
    return millis << 21;
  }

  private static Counter removed(Status status) {
    return switch (status) {
      case PROCESSED -> Counter.REMOVED_PROCESSED;
      case DEAD -> Counter.REMOVED_DEAD;
      case CANCELLED -> Counter.REMOVED_CANCELLED;
      case PENDING, PROCESSING, RETRYING ->
          throw new IllegalArgumentException("jobs that wait are never removed");
    };
  }
}
