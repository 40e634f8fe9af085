package io.surgetank.sqlite;

import io.surgetank.core.job.JobId;
import io.surgetank.core.job.PipelineName;
import io.surgetank.core.job.Status;
import io.surgetank.core.ledger.AuditReport;
import io.surgetank.core.ledger.AuditReport.Finding;
import io.surgetank.core.ledger.PipelineCounters;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/// Counts every record anew, in one state of the store, and compares: the ledger with the records,
/// and each record with what belongs to where it stands.
final class LedgerAudit {
  private static final String COUNTS =
      "SELECT pipeline, status, count(*), "
          + IdChecksum.SQL
          + " FROM job GROUP BY pipeline, status";

  private static final String INTEGRITY = "PRAGMA integrity_check(100)";

  private record Counted(int pipeline, int status, long records, IdChecksum idChecksum) {}

  private final DatabaseConnection databaseConnection;
  private final PipelineStates pipelineStates;
  private final List<Finding> findings = new ArrayList<>();
  private long findingsInAll;

  LedgerAudit(DatabaseConnection databaseConnection, PipelineStates pipelineStates) {
    this.databaseConnection = databaseConnection;
    this.pipelineStates = pipelineStates;
  }

  AuditReport report() throws SQLException {
    List<Counted> counted = databaseConnection.query(COUNTS).all(LedgerAudit::counted);
    var tallies = new LinkedHashMap<PipelineName, PipelineCounters>();
    for (PipelineState pipelineState : pipelineStates.all()) {
      long[] ledger = CounterRows.read(databaseConnection, pipelineState.number);
      tallies.put(pipelineState.name, PipelineState.tallyOf(ledger));
      compare(
          pipelineState,
          ledger,
          counted.stream().filter(c -> c.pipeline() == pipelineState.number).toList());
    }
    for (String check : AuditChecks.ALL) databaseConnection.query(check).all(this::fault);
    damaged();
    for (String loss : MissingTail.faults(databaseConnection)) findInStore(loss);
    long records = counted.stream().mapToLong(Counted::records).sum();
    return new AuditReport(records, tallies, findingsInAll, findings);
  }

  /// Compares every record with its checksums, and every index with its table.
  private void damaged() throws SQLException {
    var damaged =
        databaseConnection
            .query(RecordReader.SELECT)
            .count(row -> {
              JobId id = JobId.of(row.getLong(1), row.getLong(2));
              if (!RecordReader.isDamaged(row, id)) return false;
              pipelineStates.damagedRecords.report(id);
              find(
                  pipelineStates.numbered(row.getInt(3)).name,
                  id.toString(),
                  "does not match its checksum: its content was changed");
              return true;
            });
    List<String> faults =
        databaseConnection
            .query(INTEGRITY)
            .all(row -> Objects.requireNonNullElse(row.getString(1), "ok"));
    for (String fault : faults) if (!fault.equals("ok")) findInStore(fault);
    if (damaged == 0) pipelineStates.damagedRecords.clear();
  }

  /// What is the matter with the file and with no pipeline of its own.
  private void findInStore(String fault) {
    pipelineStates.all().stream()
        .findFirst()
        .ifPresent(pipelineState -> find(pipelineState.name, "store", fault));
  }

  private static Counted counted(ResultSet row) throws SQLException {
    var idChecksum = new IdChecksum(row.getLong(4), row.getLong(5), row.getLong(6), row.getLong(7));
    return new Counted(row.getInt(1), row.getInt(2), row.getLong(3), idChecksum);
  }

  private void compare(PipelineState pipelineState, long[] ledger, List<Counted> counted) {
    Map<Status, Long> records = new EnumMap<>(Status.class);
    IdChecksum found = new IdChecksum(0, 0, 0, 0);
    for (Counted count : counted) {
      found = found.plus(count.idChecksum());
      int code = count.status() == DbCodes.HELD ? DbCodes.of(Status.PENDING) : count.status();
      for (Status status : Status.values())
        if (DbCodes.of(status) == code) records.merge(status, count.records(), Long::sum);
    }
    PipelineCounters pipelineCounters = PipelineState.tallyOf(ledger);
    if (!pipelineCounters.balances())
      find(pipelineState.name, "ledger", "the counts do not add up: " + pipelineCounters);
    long waiting =
        records.getOrDefault(Status.PENDING, 0L) + records.getOrDefault(Status.RETRYING, 0L);
    same(pipelineState, "waiting", pipelineCounters.waiting(), waiting);
    ended(
        pipelineState,
        ledger,
        Status.PROCESSED,
        Counter.REMOVED_PROCESSED,
        pipelineCounters.processed(),
        records);
    ended(
        pipelineState, ledger, Status.DEAD, Counter.REMOVED_DEAD, pipelineCounters.dead(), records);
    ended(
        pipelineState,
        ledger,
        Status.CANCELLED,
        Counter.REMOVED_CANCELLED,
        pipelineCounters.cancelled(),
        records);
    missing(pipelineState, ledger, found, counted.stream().mapToLong(Counted::records).sum());
  }

  private void ended(
      PipelineState pipelineState,
      long[] ledger,
      Status status,
      Counter removed,
      long told,
      Map<Status, Long> records) {
    same(
        pipelineState,
        status.name().toLowerCase(Locale.ROOT),
        told,
        records.getOrDefault(status, 0L) + ledger[removed.at]);
  }

  private void same(PipelineState pipelineState, String what, long ledger, long records) {
    if (ledger != records)
      find(
          pipelineState.name,
          what,
          "the ledger counts %d, the records %d".formatted(ledger, records));
  }

  /// Names the record that is missing or too many, when it is one; says how many else.
  private void missing(PipelineState pipelineState, long[] ledger, IdChecksum found, long records) {
    long removed =
        ledger[Counter.REMOVED_PROCESSED.at]
            + ledger[Counter.REMOVED_DEAD.at]
            + ledger[Counter.REMOVED_CANCELLED.at];
    long here =
        ledger[Counter.ACCEPTED.at] + ledger[Counter.MOVED_IN.at] - ledger[Counter.MOVED_OUT.at];
    long missing = here - removed - records;
    IdChecksum difference = IdChecksum.of(ledger).minus(found);
    if (missing == 1)
      find(pipelineState.name, difference.id().toString(), "was accepted; its record is missing");
    else if (missing == -1)
      find(
          pipelineState.name,
          found.minus(IdChecksum.of(ledger)).id().toString(),
          "was never accepted; it has a record");
    else if (missing != 0)
      find(
          pipelineState.name,
          "records",
          "%d are missing (below zero: too many)".formatted(missing));
    else if (!difference.isNothing())
      find(pipelineState.name, "records", "as many as were accepted, but not the same ids");
  }

  private boolean fault(ResultSet row) throws SQLException {
    JobId id = JobId.of(row.getLong(2), row.getLong(3));
    find(pipelineStates.numbered(row.getInt(1)).name, id.toString(), row.getString(4));
    return true;
  }

  private void find(PipelineName pipeline, String subject, String fault) {
    findingsInAll++;
    if (findings.size() < AuditReport.MAX_FINDINGS)
      findings.add(new Finding(pipeline, subject, fault));
  }
}
