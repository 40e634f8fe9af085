package io.surgetank.engine.sqlite;

import io.surgetank.event.Event;
import io.surgetank.job.Status;
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
          + Removal.COLUMNS
          + " FROM job WHERE pipeline = ? AND status = ? AND seq > ? AND seq < ?"
          + " ORDER BY seq LIMIT "
          + AT_ONCE;

  /// How many were removed, and where to go on.
  record Step(int removed, long after, Next next) {}

  enum Next {
    MORE,
    DONE
  }

  private final Line line;
  private final Status status;
  private final long cutoff;
  private final long after;

  SweepWrite(Line line, Status status, long cutoff, long after) {
    this.line = line;
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
  Step apply(Group group) throws SQLException {
    if (cutoff <= 0) return new Step(0, after, Next.DONE);
    List<Removal.Ended> oldest =
        group
            .query(OLDEST)
            .all(Removal::read, line.number, Codes.of(status), after, firstSequence(cutoff + 1));
    var over = new ArrayList<Removal.Ended>();
    for (Removal.Ended job : oldest) if (job.ended() <= cutoff) over.add(job);
    Removal.remove(group, line, over, removed(status));
    if (!over.isEmpty()) group.tell(new Event.Expired(line.name, over.size()));
    return oldest.size() < AT_ONCE
        ? new Step(over.size(), after, Next.DONE)
        : new Step(over.size(), oldest.getLast().id().sequence(), Next.MORE);
  }

  private static long firstSequence(long millis) {
    return millis << 21;
  }

  private static Count removed(Status status) {
    return switch (status) {
      case PROCESSED -> Count.REMOVED_PROCESSED;
      case DEAD -> Count.REMOVED_DEAD;
      case CANCELLED -> Count.REMOVED_CANCELLED;
      case PENDING, PROCESSING, RETRYING ->
          throw new IllegalArgumentException("jobs that wait are never removed");
    };
  }
}
