package io.surgetank.sqlite;

import io.surgetank.core.event.StoreCondition;
import io.surgetank.core.job.JobId;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Records that were found not to match their checksums. Each is reported once. For any thread.
final class DamagedRecords {
  /// Beyond so many it is no single records that are damaged; the audit counts them all.
  private static final int REMEMBERED = 1_000;

  private final StoreConditions storeConditions;
  private final Set<JobId> found = ConcurrentHashMap.newKeySet();

  DamagedRecords(StoreConditions storeConditions) {
    this.storeConditions = storeConditions;
  }

  void report(JobId id) {
    if (found.size() < REMEMBERED && found.add(id))
      storeConditions.report(
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
    storeConditions.end(StoreCondition.DAMAGED_RECORDS);
  }
}
