package io.surgetank.sqlite;

import io.surgetank.core.job.Job;
import io.surgetank.core.job.JobId;
import io.surgetank.core.job.PipelineName;
import io.surgetank.core.job.Trace;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/// Reads rows back into what they were made from.
final class RowMapper {
  private RowMapper() {}

  /// What [#waiting] reads, in its order.
  static final String WAITING =
      "seq, salt, round, tried, attempts, due, payload, trace, ordering, ended, crc";

  /// The same, and takes down in its line when the record is damaged: it must not be worked.
  static ReadyJob checked(ResultSet row, PipelineState pipelineState, DamagedRecords damagedRecords)
      throws SQLException {
    ReadyJob readyJob = waiting(row, pipelineState.name);
    JobId id = readyJob.job().id();
    String trace = row.getString(8);
    long crc = Checksum.ofContent(id, readyJob.job().payload(), trace, readyJob.ordering());
    if (!Checksum.matches(row, 11, crc)) {
      pipelineState.damaged.add(id.sequence());
      damagedRecords.report(id);
    }
    return readyJob;
  }

  static ReadyJob waiting(ResultSet row, PipelineName pipeline) throws SQLException {
    JobId id = JobId.of(row.getLong(1), row.getLong(2));
    long due = row.getLong(6);
    // Asked at once, as below: it is about the column read last.
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
