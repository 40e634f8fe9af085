package io.surgetank.engine.sqlite;

import io.surgetank.job.JobId;
import io.surgetank.job.PipelineName;
import io.surgetank.job.Status;
import io.surgetank.ledger.AuditReport;
import io.surgetank.ledger.AuditReport.Finding;
import io.surgetank.ledger.Tally;
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
final class Audit {
  private static final String COUNTS =
      "SELECT pipeline, status, count(*), " + Digest.SQL + " FROM job GROUP BY pipeline, status";

  private static final String INTEGRITY = "PRAGMA integrity_check(100)";

  private record Counted(int pipeline, int status, long records, Digest digest) {}

  private final Database database;
  private final Lines lines;
  private final List<Finding> findings = new ArrayList<>();
  private long findingsInAll;

  Audit(Database database, Lines lines) {
    this.database = database;
    this.lines = lines;
  }

  AuditReport report() throws SQLException {
    List<Counted> counted = database.query(COUNTS).all(Audit::counted);
    var tallies = new LinkedHashMap<PipelineName, Tally>();
    for (Line line : lines.all()) {
      long[] ledger = Ledgers.read(database, line.number);
      tallies.put(line.name, Line.tallyOf(ledger));
      compare(line, ledger, counted.stream().filter(c -> c.pipeline() == line.number).toList());
    }
    for (String check : AuditChecks.ALL) database.query(check).all(this::fault);
    damaged();
    for (String loss : MissingTail.faults(database)) findInStore(loss);
    long records = counted.stream().mapToLong(Counted::records).sum();
    return new AuditReport(records, tallies, findingsInAll, findings);
  }

  /// Compares every record with its checksums, and every index with its table.
  private void damaged() throws SQLException {
    var damaged =
        database
            .query(Records.SELECT)
            .count(row -> {
              JobId id = JobId.of(row.getLong(1), row.getLong(2));
              if (!Records.isDamaged(row, id)) return false;
              lines.damage.report(id);
              find(
                  lines.numbered(row.getInt(3)).name,
                  id.toString(),
                  "does not match its checksum: its content was changed");
              return true;
            });
    List<String> faults =
        database.query(INTEGRITY).all(row -> Objects.requireNonNullElse(row.getString(1), "ok"));
    for (String fault : faults) if (!fault.equals("ok")) findInStore(fault);
    if (damaged == 0) lines.damage.clear();
  }

  /// What is the matter with the file and with no pipeline of its own.
  private void findInStore(String fault) {
    lines.all().stream().findFirst().ifPresent(line -> find(line.name, "store", fault));
  }

  private static Counted counted(ResultSet row) throws SQLException {
    var digest = new Digest(row.getLong(4), row.getLong(5), row.getLong(6), row.getLong(7));
    return new Counted(row.getInt(1), row.getInt(2), row.getLong(3), digest);
  }

  private void compare(Line line, long[] ledger, List<Counted> counted) {
    Map<Status, Long> records = new EnumMap<>(Status.class);
    Digest found = new Digest(0, 0, 0, 0);
    for (Counted count : counted) {
      found = found.plus(count.digest());
      int code = count.status() == Codes.HELD ? Codes.of(Status.PENDING) : count.status();
      for (Status status : Status.values())
        if (Codes.of(status) == code) records.merge(status, count.records(), Long::sum);
    }
    Tally tally = Line.tallyOf(ledger);
    if (!tally.balances()) find(line.name, "ledger", "the counts do not add up: " + tally);
    long waiting =
        records.getOrDefault(Status.PENDING, 0L) + records.getOrDefault(Status.RETRYING, 0L);
    same(line, "waiting", tally.waiting(), waiting);
    ended(line, ledger, Status.PROCESSED, Count.REMOVED_PROCESSED, tally.processed(), records);
    ended(line, ledger, Status.DEAD, Count.REMOVED_DEAD, tally.dead(), records);
    ended(line, ledger, Status.CANCELLED, Count.REMOVED_CANCELLED, tally.cancelled(), records);
    missing(line, ledger, found, counted.stream().mapToLong(Counted::records).sum());
  }

  private void ended(
      Line line,
      long[] ledger,
      Status status,
      Count removed,
      long told,
      Map<Status, Long> records) {
    same(
        line,
        status.name().toLowerCase(Locale.ROOT),
        told,
        records.getOrDefault(status, 0L) + ledger[removed.at]);
  }

  private void same(Line line, String what, long ledger, long records) {
    if (ledger != records)
      find(line.name, what, "the ledger counts %d, the records %d".formatted(ledger, records));
  }

  /// Names the record that is missing or too many, when it is one; says how many else.
  private void missing(Line line, long[] ledger, Digest found, long records) {
    long removed =
        ledger[Count.REMOVED_PROCESSED.at]
            + ledger[Count.REMOVED_DEAD.at]
            + ledger[Count.REMOVED_CANCELLED.at];
    long missing = ledger[Count.ACCEPTED.at] - removed - records;
    Digest difference = Digest.of(ledger).minus(found);
    if (missing == 1)
      find(line.name, difference.id().toString(), "was accepted; its record is missing");
    else if (missing == -1)
      find(
          line.name,
          found.minus(Digest.of(ledger)).id().toString(),
          "was never accepted; it has a record");
    else if (missing != 0)
      find(line.name, "records", "%d are missing (below zero: too many)".formatted(missing));
    else if (!difference.isNothing())
      find(line.name, "records", "as many as were accepted, but not the same ids");
  }

  private boolean fault(ResultSet row) throws SQLException {
    JobId id = JobId.of(row.getLong(2), row.getLong(3));
    find(lines.numbered(row.getInt(1)).name, id.toString(), row.getString(4));
    return true;
  }

  private void find(PipelineName pipeline, String subject, String fault) {
    findingsInAll++;
    if (findings.size() < AuditReport.MAX_FINDINGS)
      findings.add(new Finding(pipeline, subject, fault));
  }
}
