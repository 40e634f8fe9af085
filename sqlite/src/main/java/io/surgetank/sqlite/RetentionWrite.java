package io.surgetank.sqlite;

import io.surgetank.core.event.Event;
import io.surgetank.core.job.Status;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/// Removes some expired records of a pipeline: few at a time, so that no other write waits long.
final class RetentionWrite extends Write<RetentionWrite.Step> {
  private static final int AT_ONCE = 256;

  /// Uses the time of acceptance, which is indexed; the end is later.
  private static final String OLDEST =
      "SELECT "
          + JobDeletion.COLUMNS
          + " FROM job WHERE pipeline = ? AND status = ? AND seq > ? AND seq < ?"
          + " ORDER BY seq LIMIT "
          + AT_ONCE;

  /// How many were removed, and where to continue.
  record Step(int removed, long after, Next next) {}

  enum Next {
    MORE,
    DONE
  }

  private final PipelineState state;
  private final Status status;
  private final long cutoff;
  private final long after;

  RetentionWrite(PipelineState state, Status status, long cutoff, long after) {
    this.state = state;
    this.status = status;
    this.cutoff = cutoff;
    this.after = after;
  }

  @Override
  boolean waitsIndefinitely() {
    return true;
  }

  @Override
  int weight() {
    return AT_ONCE / 4;
  }

  @Override
  Step apply(WriteBatch batch) throws SQLException {
    if (cutoff <= 0) return new Step(0, after, Next.DONE);
    List<JobDeletion.Ended> oldest =
        batch
            .query(OLDEST)
            .all(
                JobDeletion::read,
                state.number,
                DbCodes.of(status),
                after,
                firstSequence(cutoff + 1));
    var over = new ArrayList<JobDeletion.Ended>();
    for (JobDeletion.Ended job : oldest) if (job.ended() <= cutoff) over.add(job);
    JobDeletion.remove(batch, state, over, removed(status));
    if (!over.isEmpty()) batch.addEvent(new Event.Expired(state.name, over.size()));
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
          throw new IllegalArgumentException("waiting jobs are never removed");
    };
  }
}
