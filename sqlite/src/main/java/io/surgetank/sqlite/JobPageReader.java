package io.surgetank.sqlite;

import io.surgetank.core.job.JobId;
import io.surgetank.core.job.JobRecord;
import io.surgetank.core.job.PipelineName;
import io.surgetank.core.job.Status;
import io.surgetank.core.store.JobQuery;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// One page of a list: the newest of each pipeline and status from the index, merged. The cost
/// depends on the page, not on the number of records.
final class JobPageReader {
  private static final String ORDER = " ORDER BY j.seq DESC LIMIT ?";
  private static final String RANGE = " AND j.seq >= ? AND j.seq < ?";
  static final String ENDED =
      RecordReader.SELECT + "WHERE j.pipeline = ? AND j.status = ?" + RANGE + ORDER;
  private static final String WAITING =
      RecordReader.SELECT
          + "WHERE j.pipeline = ? AND j.status = ?"
          + RANGE
          + " AND r.seq IS NULL"
          + ORDER;
  private static final String RUNNING =
      RecordReader.SELECT.replace("job j LEFT JOIN running r", "running r CROSS JOIN job j")
          + "WHERE j.pipeline = ?"
          + RANGE
          + " ORDER BY r.seq DESC LIMIT ?";

  private static final Comparator<RecordReader.Head> NEWEST_FIRST =
      Comparator.comparing((RecordReader.Head head) -> head.record().id()).reversed();

  /// No id has a later time; distant times cannot be converted to milliseconds.
  private static final Instant END_OF_IDS = Instant.ofEpochMilli((1L << 42) - 1);

  private final RecordReader reader;
  private final PipelineStates states;
  private final JobQuery query;
  private final long from;
  private final long below;

  JobPageReader(DatabaseConnection connection, PipelineStates states, JobQuery query) {
    this.reader = new RecordReader(connection, states);
    this.states = states;
    this.query = query;
    this.from = firstSequence(query);
    this.below = query.before().map(JobId::sequence).orElse(Long.MAX_VALUE);
  }

  /// The least sequence of the first requested millisecond.
  private static long firstSequence(JobQuery query) {
    if (!query.since().isAfter(Instant.EPOCH)) return 0;
    if (!query.since().isBefore(END_OF_IDS)) return Long.MAX_VALUE;
    // Ids have whole milliseconds: a time within one rounds up to the next.
    return query.since().plusNanos(999_999).toEpochMilli() << 21;
  }

  List<JobRecord> read() throws SQLException {
    var heads = new ArrayList<RecordReader.Head>();
    for (PipelineName name : query.pipelines().stream().distinct().toList())
      if (states.has(name))
        for (Status status : query.statuses())
          heads.addAll(heads(states.named(name).number, status));
    heads.sort(NEWEST_FIRST);
    var page = new ArrayList<JobRecord>();
    for (RecordReader.Head head : heads.subList(0, Math.min(heads.size(), query.limit())))
      page.add(reader.whole(head));
    return page;
  }

  private List<RecordReader.Head> heads(int pipeline, Status status) throws SQLException {
    return switch (status) {
      case PROCESSING -> heads(most -> owned(RUNNING, pipeline, from, below, most));
      case PENDING -> {
        var heads = new ArrayList<>(heads(WAITING, pipeline, DbCodes.of(status)));
        heads.addAll(heads(WAITING, pipeline, DbCodes.HELD));
        yield heads;
      }
      case RETRYING -> heads(WAITING, pipeline, DbCodes.of(status));
      case PROCESSED, DEAD, CANCELLED -> heads(ENDED, pipeline, DbCodes.of(status));
    };
  }

  private List<RecordReader.Head> heads(String sql, int pipeline, int code) throws SQLException {
    return heads(most -> owned(sql, pipeline, code, from, below, most));
  }

  /// Reads the jobs of the query's owner, or of all.
  private List<RecordReader.Head> owned(String sql, Object... values) throws SQLException {
    if (query.owner().isEmpty()) return reader.heads(sql, values);
    var more = new ArrayList<Object>(values.length + 1);
    more.add(query.owner().get().value());
    more.addAll(List.of(values));
    return reader.heads(ofOwner(sql), more.toArray());
  }

  /// The same statement for the jobs of one owner, its first parameter.
  static String ofOwner(String sql) {
    return sql.replace("WHERE ", "WHERE j.owner = ? AND ");
  }

  private interface Reading {
    List<RecordReader.Head> atMost(int limit) throws SQLException;
  }

  /// Damaged records are omitted. A page that is short because of that would look like the last
  /// one, so it is read again with a higher limit.
  private List<RecordReader.Head> heads(Reading reading) throws SQLException {
    while (true) {
      int known = states.damagedRecords.known();
      List<RecordReader.Head> heads = reading.atMost(query.limit() + known);
      if (states.damagedRecords.known() <= known) return heads;
    }
  }
}
