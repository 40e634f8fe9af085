package io.surgetank.sqlite;

import io.surgetank.core.event.Event;
import io.surgetank.core.job.JobKey;
import io.surgetank.core.store.Submission;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// One transaction of the writer, with all writes that waited when it began.
///
/// Changes common to many jobs are collected and written by one statement at the end.
class WriteBatch {
  private static final String KEY =
      "SELECT fingerprint, seq FROM job_key WHERE kind = ? AND value = ? AND path = ?";
  private static final String SALT = "SELECT salt FROM job WHERE seq = ?";
  private static final String BEGIN_FIRST =
      "INSERT INTO running(seq, round, number, started) SELECT value, 0, 1, max(?1, value >> 21)"
          + " FROM json_each(?2)";
  private static final String BEGIN_LATER =
      "INSERT INTO running(seq, round, number, started) VALUES(?, ?, ?, ?)";
  private static final String END =
      "DELETE FROM running WHERE seq IN (SELECT value FROM json_each(?))";
  private static final String COUNT =
      "INSERT OR REPLACE INTO ledger(pipeline, name, n) SELECT ?1, key, value FROM json_each(?2)";

  final DatabaseConnection connection;
  final DamagedRecords damagedRecords;
  private final StoreClock clock;

  /// The time that durations are measured by.
  final long now;

  /// The wall clock's time, which is stored.
  final long moment;

  private final Set<PipelineState> touched = new LinkedHashSet<>();
  private final List<Event> events = new ArrayList<>();
  private final List<Long> ended = new ArrayList<>();
  private final StringBuilder begun = new StringBuilder();
  private final StringBuilder over = new StringBuilder();

  WriteBatch(DatabaseConnection connection, PipelineStates states) {
    this.connection = connection;
    this.damagedRecords = states.damagedRecords;
    this.clock = states.clock;
    this.now = states.clock.now();
    this.moment = states.clock.moment();
  }

  CachedStatement query(String sql) throws SQLException {
    return connection.query(sql);
  }

  /// To be called when something waits from [#now] on, across restarts.
  void storeNow() throws SQLException {
    RetentionClock.storeNow(this, clock);
  }

  /// Whether the changes are only logged, and the tables cannot be changed.
  boolean isLogged() {
    return false;
  }

  /// The job with this key.
  Optional<KnownKey> key(JobKey key) throws SQLException {
    return query(KEY)
        .first(
            row -> new KnownKey(row.getString(1), row.getLong(2)),
            DbCodes.of(key.kind()),
            key.value(),
            key.path());
  }

  /// The random part of the id of the job with this sequence.
  Optional<Long> salt(long sequence) throws SQLException {
    return query(SALT).first(row -> row.getLong(1), sequence);
  }

  /// Whether the first attempt of the job with this sequence has begun, and is not in the tables.
  boolean hasBegun(@SuppressWarnings("unused") long sequence) {
    return false;
  }

  /// Stores a job and its keys. False if a job with this sequence exists.
  boolean insert(PipelineState state, JobKeyStore keys, Submission submission, int status)
      throws SQLException {
    if (JobRows.insert(connection, state.number, submission, status) == 0) return false;
    keys.add(submission);
    return true;
  }

  void processed(Lease lease, long endedAt, String result) throws SQLException {
    JobRows.processed(connection, lease, endedAt, result);
    end(lease);
  }

  void touch(PipelineState state) {
    touched.add(state);
  }

  void count(PipelineState state, Counter counter) {
    count(state, counter, 1);
  }

  void count(PipelineState state, Counter counter, long n) {
    state.add(counter, n);
    touched.add(state);
  }

  /// Adds an event, which is published once the transaction is durable.
  void addEvent(Event event) {
    events.add(event);
  }

  /// Marks the job as finished: callers waiting for it are woken once it is durable.
  void ended(long sequence) {
    ended.add(sequence);
  }

  /// Records the start of an attempt.
  void begin(Lease lease) throws SQLException {
    var attempt = lease.attempt;
    if (attempt.round() == 0 && attempt.number() == 1) {
      append(begun, lease.ready.sequence());
      return;
    }
    // The previous attempt may have been released in the same batch.
    writeOver();
    query(BEGIN_LATER)
        .update(
            lease.ready.sequence(),
            attempt.round(),
            attempt.number(),
            attempt.startedAt().toEpochMilli());
  }

  /// Records the end of an attempt.
  void end(Lease lease) {
    append(over, lease.ready.sequence());
  }

  private static void append(StringBuilder list, long sequence) {
    list.append(list.isEmpty() ? '[' : ',').append(sequence);
  }

  /// Writes the attempts collected so far. Ended ones first: a released job may have started again.
  void writeRunning() throws SQLException {
    writeOver();
    if (!begun.isEmpty()) query(BEGIN_FIRST).update(moment, begun.append(']').toString());
    begun.setLength(0);
  }

  private void writeOver() throws SQLException {
    if (!over.isEmpty()) query(END).update(over.append(']').toString());
    over.setLength(0);
  }

  void finish() throws SQLException {
    writeRunning();
    for (PipelineState state : touched) {
      String changed = changed(state);
      if (!changed.isEmpty()) query(COUNT).update(state.number, changed);
    }
  }

  private static String changed(PipelineState state) {
    var json = new StringBuilder();
    for (Counter counter : Counter.ALL)
      if (state.isUnstored(counter))
        json.append(json.isEmpty() ? "{\"" : ",\"")
            .append(counter.label)
            .append("\":")
            .append(state.count(counter));
    return json.isEmpty() ? "" : json.append('}').toString();
  }

  Set<PipelineState> touched() {
    return touched;
  }

  List<Event> events() {
    return events;
  }

  List<Long> ended() {
    return ended;
  }
}
