package io.surgetank.sqlite;

import io.surgetank.core.event.Event;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// One transaction of the writer, made of everything that waited when it began.
///
/// What happens to many jobs alike is gathered and written by one statement at the end.
final class WriteBatch {
  private static final String BEGIN_FIRST =
      "INSERT INTO running(seq, round, number, started) SELECT value, 0, 1, max(?1, value >> 21)"
          + " FROM json_each(?2)";
  private static final String BEGIN_LATER =
      "INSERT INTO running(seq, round, number, started) VALUES(?, ?, ?, ?)";
  private static final String END =
      "DELETE FROM running WHERE seq IN (SELECT value FROM json_each(?))";
  private static final String COUNT =
      "INSERT OR REPLACE INTO ledger(pipeline, name, n) SELECT ?1, key, value FROM json_each(?2)";

  final DatabaseConnection databaseConnection;
  final DamagedRecords damagedRecords;

  /// The time that spans are measured by.
  final long now;

  /// The time that is written down.
  final long moment;

  private final Set<PipelineState> touched = new LinkedHashSet<>();
  private final List<Event> events = new ArrayList<>();
  private final List<Long> ended = new ArrayList<>();
  private final StringBuilder begun = new StringBuilder();
  private final StringBuilder over = new StringBuilder();

  WriteBatch(DatabaseConnection databaseConnection, PipelineStates pipelineStates) {
    this.databaseConnection = databaseConnection;
    this.damagedRecords = pipelineStates.damagedRecords;
    this.now = pipelineStates.storeClock.now();
    this.moment = pipelineStates.storeClock.moment();
  }

  PreparedQuery query(String sql) throws SQLException {
    return databaseConnection.query(sql);
  }

  void touch(PipelineState pipelineState) {
    touched.add(pipelineState);
  }

  void count(PipelineState pipelineState, Counter counter) {
    count(pipelineState, counter, 1);
  }

  void count(PipelineState pipelineState, Counter counter, long n) {
    pipelineState.add(counter, n);
    touched.add(pipelineState);
  }

  /// To be told once the transaction is durable.
  void tell(Event event) {
    events.add(event);
  }

  /// The job stands at an end now: whoever waits for that is woken once it is durable.
  void ended(long sequence) {
    ended.add(sequence);
  }

  /// An attempt begins.
  void begin(Lease lease) throws SQLException {
    var attempt = lease.attempt;
    if (attempt.round() == 0 && attempt.number() == 1) {
      append(begun, lease.readyJob.sequence());
      return;
    }
    // The attempt before it may have been given up in this very group.
    writeOver();
    query(BEGIN_LATER)
        .update(
            lease.readyJob.sequence(),
            attempt.round(),
            attempt.number(),
            attempt.startedAt().toEpochMilli());
  }

  /// An attempt is over.
  void end(Lease lease) {
    append(over, lease.readyJob.sequence());
  }

  private static void append(StringBuilder list, long sequence) {
    list.append(list.isEmpty() ? '[' : ',').append(sequence);
  }

  /// Writes the attempts gathered so far. Those over go first: a job given back may have begun
  /// again.
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
    for (PipelineState pipelineState : touched) {
      String changed = changed(pipelineState);
      if (!changed.isEmpty()) query(COUNT).update(pipelineState.number, changed);
    }
  }

  private static String changed(PipelineState pipelineState) {
    var json = new StringBuilder();
    for (Counter counter : Counter.ALL)
      if (pipelineState.isChanged(counter))
        json.append(json.isEmpty() ? "{\"" : ",\"")
            .append(counter.label)
            .append("\":")
            .append(pipelineState.count(counter));
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
