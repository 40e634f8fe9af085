package io.surgetank.engine.sqlite;

import io.surgetank.event.StoreCondition;
import io.surgetank.job.JobId;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Records that were found not to match their checksums. Each is reported once. For any thread.
final class Damage {
  /// Beyond so many it is no single records that are damaged; the audit counts them all.
  private static final int REMEMBERED = 1_000;

  private final Conditions conditions;
  private final Set<JobId> found = ConcurrentHashMap.newKeySet();

  Damage(Conditions conditions) {
    this.conditions = conditions;
  }

  void report(JobId id) {
    if (found.size() < REMEMBERED && found.add(id))
      conditions.report(
          StoreCondition.DAMAGED_RECORDS,
          "the record of job %s does not match its checksum; run `surgetank audit` to find all"
              .formatted(id));
  }

  /// How many are known; grows only until [#clear()].
  int known() {
    return found.size();
  }

  /// Every record was looked at, and all are as they were stored.
  void clear() {
    found.clear();
    conditions.end(StoreCondition.DAMAGED_RECORDS);
  }
}
