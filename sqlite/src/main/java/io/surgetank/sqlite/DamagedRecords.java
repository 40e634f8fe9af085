package io.surgetank.sqlite;

import io.surgetank.core.event.StoreCondition;
import io.surgetank.core.job.JobId;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Records that do not match their checksums. Each is reported once. For any thread.
final class DamagedRecords {
  /// Beyond this the damage is not limited to single records; `verify` counts them all.
  private static final int REMEMBERED = 1_000;

  private final StoreConditions conditions;
  private final Set<JobId> found = ConcurrentHashMap.newKeySet();

  DamagedRecords(StoreConditions conditions) {
    this.conditions = conditions;
  }

  void report(JobId id) {
    if (found.size() < REMEMBERED && found.add(id))
      conditions.report(
          StoreCondition.DAMAGED_RECORDS,
          "the record of job %s does not match its checksum; run `surgetank verify` to find all"
              .formatted(id));
  }

  /// The number of known damaged records; only grows until [#clear()].
  int known() {
    return found.size();
  }

  /// Called after every record was found intact.
  void clear() {
    found.clear();
    conditions.end(StoreCondition.DAMAGED_RECORDS);
  }
}
