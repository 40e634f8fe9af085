package io.surgetank.core.store;

import io.surgetank.core.job.JobId;
import io.surgetank.core.job.JobRecord;
import java.util.List;
import java.util.Optional;

/// Jobs whose attempts have failed, with their history, and the operators' actions on them.
public interface DeadLetters {
  /// The number of dead letters that match now.
  long count(DeadLetterFilter filter);

  /// Counts the dead letters that match now, by failure. A backend that must read every record of a
  /// remote table may stop at a limit and report a partial summary.
  DeadLetterSummary summary(DeadLetterFilter filter);

  /// The newest matching dead letters, with an id below `before` if present; at most `limit` (1 to
  /// [JobQuery#MAX_LIMIT]). Fewer than `limit` is the last page.
  List<JobRecord> list(DeadLetterFilter filter, Optional<JobId> before, int limit);

  /// The newest matching dead letters, at most `limit`.
  default List<JobRecord> newest(DeadLetterFilter filter, int limit) {
    return list(filter, Optional.empty(), limit);
  }

  /// Makes every matching dead letter `PENDING` again, in a new round of attempts with its history
  /// kept. Recorded in the audit log in the same step. Repeated by the same `actor` with the same
  /// filter, it affects only jobs that have died since.
  OperatorAction redrive(DeadLetterFilter filter, String actor);

  /// Removes every matching dead letter, with its keys; recorded in the audit log.
  OperatorAction purge(DeadLetterFilter filter, String actor);

  /// Adds another action of an operator to the audit log. Durable when it returns.
  void record(OperatorAction action);

  /// The audit log: the operators' actions, newest first, at most `limit` (1 to
  /// [JobQuery#MAX_LIMIT]).
  List<OperatorAction> operatorActions(int limit);
}
