package io.surgetank.proof.durability;

import io.surgetank.core.job.JobId;
import io.surgetank.core.job.JobKey;
import io.surgetank.core.job.JobRecord;
import io.surgetank.core.ledger.VerificationReport;
import io.surgetank.core.store.OperatorAction;
import io.surgetank.proof.durability.JobState.Phase;
import io.surgetank.sqlite.SqliteEngine;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// What an opened store contains.
///
/// @param findings of its verification
/// @param actors of the operators' actions in its audit log
record Observation(
    Map<JobId, StoredRecord> jobs,
    Map<JobKey, JobId> keys,
    List<String> findings,
    Set<String> actors) {
  /// A job's record.
  record StoredRecord(String pipeline, String payload, JobState state) {}

  /// @param keys all keys that were ever given
  static Observation of(SqliteEngine engine, Collection<JobKey> keys) {
    var jobs = new LinkedHashMap<JobId, StoredRecord>();
    for (JobRecord record : RecordedStore.all(engine)) jobs.put(record.id(), seen(record));
    VerificationReport report = engine.ledger().verify();
    Set<String> actors =
        engine.deadLetters().operatorActions(200).stream()
            .map(OperatorAction::actor)
            .collect(Collectors.toSet());
    var findings = new ArrayList<String>();
    for (var finding : report.findings())
      findings.add("%s %s %s".formatted(finding.pipeline(), finding.subject(), finding.error()));
    if (report.records() != jobs.size())
      findings.add("%d records, but %d are listed".formatted(report.records(), jobs.size()));
    return new Observation(jobs, engine.jobs().named(keys), findings, actors);
  }

  private static StoredRecord seen(JobRecord record) {
    Phase phase =
        switch (record.status()) {
          case PENDING -> Phase.PENDING;
          case PROCESSING -> Phase.LEASED;
          case RETRYING -> Phase.RETRYING;
          case PROCESSED -> Phase.PROCESSED;
          case DEAD -> Phase.DEAD;
          case CANCELLED -> Phase.CANCELLED;
        };
    int attempts = record.attempts().size() + record.omittedAttempts();
    return new StoredRecord(
        record.job().pipeline().value(),
        record.job().payload(),
        new JobState(phase, record.redrives(), 0, attempts, 0));
  }

  /// How it differs from what must be and may be there; empty if it does not.
  List<String> violations(ExpectedStore expected) {
    var violations = new ArrayList<>(findings);
    for (ExpectedJob job : expected.jobs()) {
      StoredRecord seen = jobs.get(job.put.id());
      JobState state = seen == null ? JobState.ABSENT : seen.state;
      if (!job.mayBe(state, expected.now()))
        violations.add(
            "job %s is %s, expected %s".formatted(job.put.id(), describe(state), job.states()));
      if (seen != null && !seen.payload.equals(job.put.payload()))
        violations.add("job " + job.put.id() + " has another payload");
      if (seen != null
          && job.isPresent()
          && !job.put.key().isEmpty()
          && !job.put.id().equals(keys.get(StoreCaller.key(job.put))))
        violations.add("the key of job " + job.put.id() + " is missing");
    }
    for (JobId id : jobs.keySet())
      if (expected.find(id).isEmpty()) violations.add("job " + id + " was never put");
    for (String actor : expected.actors())
      if (!actors.contains(actor)) violations.add("the audit log lacks " + actor);
    return violations;
  }

  /// The audit log has no checksums: without the requirement to have its entries.
  Observation withAllActors(Set<String> all) {
    return new Observation(jobs, keys, findings, all);
  }

  private static String describe(JobState state) {
    return "%s, round %d, %d attempts".formatted(state.phase(), state.round(), state.attempts());
  }
}
