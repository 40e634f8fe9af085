package io.surgetank.proof.simulation;

import io.surgetank.core.job.FinishedAttempt;
import io.surgetank.core.job.JobRecord;
import io.surgetank.core.job.PipelineName;
import io.surgetank.core.job.Status;
import io.surgetank.core.ledger.PipelineCounters;
import io.surgetank.core.ledger.VerificationReport;
import io.surgetank.sqlite.SqliteEngine;
import io.surgetank.testkit.backend.TestClock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Compares the records of the store with the observed jobs.
final class RecordChecks {
  private final JobObserver observer;
  private final TestClock clock;
  private final Violations violations;

  /// After a step of the wall clock, records may expire by the wall clock's time.
  private boolean clockSet;

  private boolean purged;

  RecordChecks(JobObserver observer, TestClock clock, Violations violations) {
    this.observer = observer;
    this.clock = clock;
    this.violations = violations;
  }

  void clockSet() {
    clockSet = true;
  }

  void purged() {
    purged = true;
  }

  void counters(SqliteEngine engine) {
    for (Map.Entry<PipelineName, PipelineCounters> each : engine.ledger().counters().entrySet())
      violations.check(
          each.getValue().balances(), "%s does not balance: %s", each.getKey(), each.getValue());
  }

  /// Of a store that was opened, before anything else happens: every job has its record, the ledger
  /// has what the events say, and the store verifies itself.
  void opened(SqliteEngine engine) {
    records(engine);
    ledger(engine);
    verify(engine);
  }

  /// The ledger has what the events say. Requires that no group of writes is being committed.
  void ledger(SqliteEngine engine) {
    observer.ledger().check(engine.ledger().counters(), violations);
  }

  /// Finds the records that were removed, and checks that they may be.
  void removals(SqliteEngine engine) {
    for (JobObserver.SharedKey shared : observer.takeSharedKeys())
      violations.check(
          engine.jobs().find(shared.earlier().id).isEmpty(),
          "%s and %s have the key %s",
          shared.earlier(),
          shared.later(),
          shared.later().scope);
    Set<PipelineName> expired = observer.takeExpired();
    if (expired.isEmpty() && !purged) return;
    for (ObservedJob job : observer.all()) {
      if (job.removed || engine.jobs().find(job.id).isPresent()) continue;
      job.removed = true;
      violations.check(job.isEnded(), "the record of %s was removed", job);
      long age = clock.nanoTime() - job.endedNanos;
      violations.check(
          clockSet || age >= keep(job.status).toNanos() || (purged && job.status == Status.DEAD),
          "the record of %s was removed after %s",
          job,
          Duration.ofNanos(age));
    }
  }

  private static Duration keep(Status status) {
    return status == Status.DEAD
        ? SimulatedPipelines.RETENTION.deadLetters()
        : SimulatedPipelines.RETENTION.records();
  }

  /// Every job has its record, with the observed status and attempts.
  void records(SqliteEngine engine) {
    for (ObservedJob job : observer.all()) {
      if (job.removed) continue;
      Optional<JobRecord> record = engine.jobs().find(job.id);
      if (record.isEmpty()) {
        violations.add("%s%s is lost", job.acknowledged ? "the acknowledged job " : "", job);
        continue;
      }
      status(job, record.get());
      attempts(job, record.get());
    }
  }

  private void status(ObservedJob job, JobRecord record) {
    boolean redriven = record.status() == Status.PENDING && observer.mayBeRedriven(job);
    violations.check(
        redriven || job.status == record.status(), "%s has the status %s", job, record.status());
  }

  private void attempts(ObservedJob job, JobRecord record) {
    violations.check(
        record.attempts().size() == job.attempts,
        "%s has %d attempts, not %d",
        job,
        record.attempts().size(),
        job.attempts);
    int round = -1;
    int number = 0;
    for (FinishedAttempt finished : record.attempts()) {
      int nextRound = finished.attempt().round();
      int nextNumber = finished.attempt().number();
      violations.check(
          (nextRound > round && nextNumber == 1)
              || (nextRound == round && nextNumber == number + 1),
          "%s has the attempts %s",
          job,
          record.attempts());
      round = nextRound;
      number = nextNumber;
    }
    long results =
        record.attempts().stream()
            .filter(finished -> finished.end() == FinishedAttempt.End.PROCESSED)
            .count();
    violations.check(results <= 1, "%s has %d results", job, results);
  }

  /// The store's own verification.
  void verify(SqliteEngine engine) {
    VerificationReport report = engine.ledger().verify();
    violations.check(report.passes(), "the verification found %s", report.findings());
  }
}
