package io.surgetank.sqlite;

import io.surgetank.core.job.JobId;
import io.surgetank.core.ledger.VerificationReport;
import io.surgetank.core.maintenance.StoreCheckReport;
import io.surgetank.core.maintenance.StoreProblem.Kind;
import io.surgetank.core.store.DamagedRecordException;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.InstantSource;

/// Checks a store that is not served: what a server verifies, and what only a start would find.
/// Each part is checked even if another one cannot be read.
final class StoreChecker {
  private static final String OWNER = "PRAGMA application_id";
  private static final String INTEGRITY = "PRAGMA integrity_check(100)";
  private static final String AUDIT_LOG =
      "SELECT at, actor, act, filter, jobs, number FROM audit_log ORDER BY number";

  private final DatabaseConnection connection;
  private final Problems problems;

  StoreChecker(DatabaseConnection connection, Problems problems) {
    this.connection = connection;
    this.problems = problems;
  }

  /// Throws with a message for the operator if the database is of another program.
  static void requireStore(DatabaseConnection connection, Path file)
      throws SQLException, IOException {
    if (connection.number(OWNER) != Schema.APPLICATION_ID)
      throw new IOException(file + " is not a store of Surgetank");
  }

  /// Of a store of this version, all; of another one, the structure of the database.
  StoreCheckReport check(InstantSource clock, JobSalvage.Receiver receiver) throws SQLException {
    if (connection.number(OWNER) != Schema.APPLICATION_ID)
      problems.add(Kind.FORMAT, "database", "is not a store of Surgetank");
    else if (connection.number("PRAGMA user_version") == Schema.VERSION)
      return records(clock, receiver);
    integrity();
    return report(0, 0);
  }

  private StoreCheckReport records(InstantSource clock, JobSalvage.Receiver receiver) {
    PipelineStates states = new RecordedPipelines(connection, problems).states(clock);
    verify(states);
    auditLog();
    var salvage = new JobSalvage(connection, states, problems);
    salvage.run(receiver);
    return report(salvage.readable(), salvage.unreadable());
  }

  private StoreCheckReport report(long readable, long unreadable) {
    return new StoreCheckReport(readable, unreadable, problems.total(), problems.first());
  }

  /// The content of a damaged row may be anything, so that the constructors of values refuse it.
  private void verify(PipelineStates states) {
    try {
      VerificationReport report = new LedgerVerifier(connection, states).report();
      for (VerificationReport.Finding finding : report.findings()) add(finding);
      problems.addUnlisted(report.totalFindings() - report.findings().size());
      // Without a pipeline, the verification has none to report an error of the file for.
      if (states.all().isEmpty()) integrity();
    } catch (SQLException | RuntimeException stopped) {
      problems.add(
          Kind.STRUCTURE, "records", "the verification cannot read all: " + stopped.getMessage());
      integrity();
    }
  }

  private void add(VerificationReport.Finding finding) {
    String subject = finding.subject();
    if (JobId.parse(subject).isPresent()) problems.add(Kind.RECORD, subject, finding.error());
    else if (subject.equals("store")) problems.add(inStore(finding), subject, finding.error());
    else problems.add(Kind.COUNTER, finding.pipeline() + " " + subject, finding.error());
  }

  private static Kind inStore(VerificationReport.Finding finding) {
    return finding.error().contains("are missing") ? Kind.LOSS : Kind.STRUCTURE;
  }

  private void integrity() {
    try {
      var _ =
          connection
              .query(INTEGRITY)
              .count(row -> {
                String error = String.valueOf(row.getString(1));
                // An error may be several lines after a heading.
                error
                    .lines()
                    .filter(line -> !line.equals("ok") && !line.startsWith("***"))
                    .forEach(line -> problems.add(Kind.STRUCTURE, "database", line));
                return true;
              });
    } catch (SQLException unreadable) {
      problems.add(Kind.STRUCTURE, "database", String.valueOf(unreadable.getMessage()));
    }
  }

  private void auditLog() {
    try {
      var _ =
          connection
              .query(AUDIT_LOG)
              .count(row -> {
                try {
                  var _ = AuditLogRowMapper.read(row);
                } catch (DamagedRecordException damaged) {
                  problems.add(Kind.AUDIT_LOG, "entry " + row.getLong(6), "cannot be read");
                }
                return true;
              });
    } catch (SQLException unreadable) {
      problems.add(Kind.AUDIT_LOG, "audit log", String.valueOf(unreadable.getMessage()));
    }
  }
}
