package io.surgetank.sqlite;

import io.surgetank.core.job.Job;
import io.surgetank.core.job.JobId;
import io.surgetank.core.job.PipelineName;
import io.surgetank.core.job.Trace;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/// Maps rows of the table `job` to jobs.
final class JobRowMapper {
  private JobRowMapper() {}

  /// The columns that [#waiting] reads, in order.
  static final String WAITING =
      "seq, salt, round, tried, attempts, due, payload, trace, ordering, ended, crc";

  /// The same, and marks the job in its pipeline's state if the record is damaged: it must not be
  /// processed.
  static ReadyJob checked(ResultSet row, PipelineState state, DamagedRecords damaged)
      throws SQLException {
    ReadyJob ready = waiting(row, state.name);
    JobId id = ready.job().id();
    String trace = row.getString(8);
    long crc = Checksum.ofContent(id, ready.job().payload(), trace, ready.ordering());
    if (!Checksum.matches(row, 11, crc)) {
      state.damaged.add(id.sequence());
      damaged.report(id);
    }
    return ready;
  }

  static ReadyJob waiting(ResultSet row, PipelineName pipeline) throws SQLException {
    JobId id = JobId.of(row.getLong(1), row.getLong(2));
    long due = row.getLong(6);
    // wasNull() refers to the column read last.
    boolean pending = row.wasNull();
    long ordering = row.getLong(9);
    boolean unordered = row.wasNull();
    long since = Math.max(id.acceptedAt().toEpochMilli(), row.getLong(10));
    return new ReadyJob(
        job(id, pipeline, row.getString(7), row.getString(8)),
        unordered ? ReadyJob.NONE : ordering,
        row.getInt(3),
        row.getInt(4),
        row.getInt(5),
        pending ? ReadyJob.PENDING : due,
        since);
  }

  static Job job(JobId id, PipelineName pipeline, String payload, @Nullable String trace) {
    return new Job(id, pipeline, payload, trace == null ? Trace.of(id) : new Trace(trace));
  }
}
