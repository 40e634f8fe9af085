package io.surgetank.sqlite;

import io.surgetank.core.job.JobId;
import io.surgetank.core.job.PipelineName;
import io.surgetank.core.job.Status;
import io.surgetank.core.ledger.PipelineCounters;
import io.surgetank.core.ledger.VerificationReport;
import io.surgetank.core.ledger.VerificationReport.Finding;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/// Recounts every record in one snapshot of the store and compares the ledger with the records, and
/// each record with what its status requires.
final class LedgerVerifier {
  private static final String COUNTS =
      "SELECT pipeline, status, count(*), "
          + IdChecksum.SQL
          + " FROM job GROUP BY pipeline, status";

  private static final String INTEGRITY = "PRAGMA integrity_check(100)";

  private record Counted(int pipeline, int status, long records, IdChecksum ids) {}

  private final DatabaseConnection connection;
  private final PipelineStates states;
  private final List<Finding> findings = new ArrayList<>();
  private long totalFindings;

  LedgerVerifier(DatabaseConnection connection, PipelineStates states) {
    this.connection = connection;
    this.states = states;
  }

  VerificationReport report() throws SQLException {
    List<Counted> counted = connection.query(COUNTS).all(LedgerVerifier::counted);
    var counters = new LinkedHashMap<PipelineName, PipelineCounters>();
    for (PipelineState state : states.all()) {
      long[] ledger = CounterReader.read(connection, state.number);
      counters.put(state.name, PipelineState.countersOf(ledger));
      compare(state, ledger, counted.stream().filter(c -> c.pipeline() == state.number).toList());
    }
    for (String query : VerificationQueries.ALL) connection.query(query).all(this::find);
    KeyVerification.run(connection, this::find);
    damaged();
    for (String loss : MissingTail.losses(connection)) findInStore(loss);
    long records = counted.stream().mapToLong(Counted::records).sum();
    return new VerificationReport(records, counters, totalFindings, findings);
  }

  /// Checks every record against its checksums, and every index against its table.
  private void damaged() throws SQLException {
    var damaged =
        connection
            .query(RecordReader.SELECT)
            .count(row -> {
              JobId id = JobId.of(row.getLong(1), row.getLong(2));
              if (!RecordReader.isDamaged(row, id)) return false;
              states.damagedRecords.report(id);
              find(
                  states.numbered(row.getInt(3)).name,
                  id.toString(),
                  "does not match its checksum: its content was changed");
              return true;
            });
    List<String> errors =
        connection.query(INTEGRITY).all(row -> Objects.requireNonNullElse(row.getString(1), "ok"));
    for (String error : errors) if (!error.equals("ok")) findInStore(error);
    if (damaged == 0) states.damagedRecords.clear();
  }

  /// A finding about the file, not about a pipeline.
  private void findInStore(String error) {
    states.all().stream().findFirst().ifPresent(state -> find(state.name, "store", error));
  }

  private static Counted counted(ResultSet row) throws SQLException {
    var ids = new IdChecksum(row.getLong(4), row.getLong(5), row.getLong(6), row.getLong(7));
    return new Counted(row.getInt(1), row.getInt(2), row.getLong(3), ids);
  }

  private void compare(PipelineState state, long[] ledger, List<Counted> counted) {
    Map<Status, Long> records = new EnumMap<>(Status.class);
    IdChecksum found = new IdChecksum(0, 0, 0, 0);
    for (Counted count : counted) {
      found = found.plus(count.ids());
      int code = count.status() == DbCodes.HELD ? DbCodes.of(Status.PENDING) : count.status();
      for (Status status : Status.values())
        if (DbCodes.of(status) == code) records.merge(status, count.records(), Long::sum);
    }
    PipelineCounters counters = PipelineState.countersOf(ledger);
    if (!counters.balances()) find(state.name, "ledger", "the counts do not add up: " + counters);
    long unfinished =
        records.getOrDefault(Status.PENDING, 0L) + records.getOrDefault(Status.RETRYING, 0L);
    same(state, "unfinished", counters.unfinished(), unfinished);
    ended(
        state, ledger, Status.PROCESSED, Counter.REMOVED_PROCESSED, counters.processed(), records);
    ended(state, ledger, Status.DEAD, Counter.REMOVED_DEAD, counters.dead(), records);
    ended(
        state, ledger, Status.CANCELLED, Counter.REMOVED_CANCELLED, counters.cancelled(), records);
    missing(state, ledger, found, counted.stream().mapToLong(Counted::records).sum());
  }

  private void ended(
      PipelineState state,
      long[] ledger,
      Status status,
      Counter removed,
      long expected,
      Map<Status, Long> records) {
    same(
        state,
        status.name().toLowerCase(Locale.ROOT),
        expected,
        records.getOrDefault(status, 0L) + ledger[removed.at]);
  }

  private void same(PipelineState state, String what, long ledger, long records) {
    if (ledger != records)
      find(state.name, what, "the ledger counts %d, the records %d".formatted(ledger, records));
  }

  /// Reports the id of a single missing or extra record, else the number.
  private void missing(PipelineState state, long[] ledger, IdChecksum found, long records) {
    long removed =
        ledger[Counter.REMOVED_PROCESSED.at]
            + ledger[Counter.REMOVED_DEAD.at]
            + ledger[Counter.REMOVED_CANCELLED.at];
    long here =
        ledger[Counter.ACCEPTED.at] + ledger[Counter.MOVED_IN.at] - ledger[Counter.MOVED_OUT.at];
    long missing = here - removed - records;
    IdChecksum difference = IdChecksum.of(ledger).minus(found);
    if (missing == 1)
      find(state.name, difference.id().toString(), "was accepted; its record is missing");
    else if (missing == -1)
      find(
          state.name,
          found.minus(IdChecksum.of(ledger)).id().toString(),
          "was never accepted; it has a record");
    else if (missing != 0)
      find(state.name, "records", "%d are missing (negative: too many)".formatted(missing));
    else if (!difference.isNothing())
      find(state.name, "records", "as many as were accepted, but not the same ids");
  }

  private boolean find(ResultSet row) throws SQLException {
    JobId id = JobId.of(row.getLong(2), row.getLong(3));
    find(states.numbered(row.getInt(1)).name, id.toString(), row.getString(4));
    return true;
  }

  private void find(PipelineName pipeline, String subject, String error) {
    totalFindings++;
    if (findings.size() < VerificationReport.MAX_FINDINGS)
      findings.add(new Finding(pipeline, subject, error));
  }
}
