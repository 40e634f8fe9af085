package io.surgetank.engine.sqlite;

import io.surgetank.job.Job;
import io.surgetank.job.JobId;
import io.surgetank.job.PipelineName;
import io.surgetank.job.Trace;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/// Reads rows back into what they were made from.
final class Rows {
  private Rows() {}

  /// What [#waiting] reads, in its order.
  static final String WAITING =
      "seq, salt, round, tried, attempts, due, payload, trace, ordering, ended, crc";

  /// The same, and takes down in its line when the record is damaged: it must not be worked.
  static Waiting checked(ResultSet row, Line line, Damage damage) throws SQLException {
    Waiting waiting = waiting(row, line.name);
    JobId id = waiting.job().id();
    String trace = row.getString(8);
    long crc = Checksum.ofContent(id, waiting.job().payload(), trace, waiting.ordering());
    if (!Checksum.matches(row, 11, crc)) {
      line.damaged.add(id.sequence());
      damage.report(id);
    }
    return waiting;
  }

  static Waiting waiting(ResultSet row, PipelineName pipeline) throws SQLException {
    JobId id = JobId.of(row.getLong(1), row.getLong(2));
    long due = row.getLong(6);
    // Asked at once, as below: it is about the column read last.
    boolean pending = row.wasNull();
    long ordering = row.getLong(9);
    boolean unordered = row.wasNull();
    long since = Math.max(id.acceptedAt().toEpochMilli(), row.getLong(10));
    return new Waiting(
        job(id, pipeline, row.getString(7), row.getString(8)),
        unordered ? Waiting.NONE : ordering,
        row.getInt(3),
        row.getInt(4),
        row.getInt(5),
        pending ? Waiting.PENDING : due,
        since);
  }

  static Job job(JobId id, PipelineName pipeline, String payload, @Nullable String trace) {
    return new Job(id, pipeline, payload, trace == null ? Trace.of(id) : new Trace(trace));
  }
}
