package io.surgetank.sqlite;

import io.surgetank.core.job.Job;
import io.surgetank.core.job.JobId;
import io.surgetank.core.job.Owner;
import io.surgetank.core.job.PipelineName;
import io.surgetank.core.job.Trace;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Maps rows of the table `job` to jobs.
final class JobRowMapper {
  private JobRowMapper() {}

  /// The columns that [#waiting] reads, in order.
  static final String WAITING =
      "seq, salt, round, tried, attempts, due, payload, trace, ordering, ended, owner, crc";

  private static final Columns COLUMNS = new Columns(7, 8, 11);

  /// The positions of columns in a row.
  record Columns(int payload, int trace, int owner) {}

  /// The same, and marks the job in its pipeline's state if the record is damaged: it must not be
  /// processed.
  static ReadyJob checked(ResultSet row, PipelineState state, DamagedRecords damaged)
      throws SQLException {
    ReadyJob ready = waiting(row, state.name);
    JobId id = ready.job().id();
    var content =
        new Checksum.Content(
            id, ready.job().payload(), row.getString(8), ready.ordering(), row.getString(11));
    if (!Checksum.matches(row, 12, content.checksum())) {
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
        job(row, id, pipeline, COLUMNS),
        unordered ? ReadyJob.NONE : ordering,
        row.getInt(3),
        row.getInt(4),
        row.getInt(5),
        pending ? ReadyJob.PENDING : due,
        since);
  }

  static Job job(ResultSet row, JobId id, PipelineName pipeline, Columns columns)
      throws SQLException {
    String payload = Objects.requireNonNull(row.getString(columns.payload()));
    String trace = row.getString(columns.trace());
    return new Job(
        id,
        pipeline,
        payload,
        trace == null ? Trace.of(id) : new Trace(trace),
        owner(row.getString(columns.owner())));
  }

  static Owner owner(@Nullable String owner) {
    return owner == null ? Owner.NONE : new Owner(owner);
  }
}
