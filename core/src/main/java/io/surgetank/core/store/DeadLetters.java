package io.surgetank.core.store;

import io.surgetank.core.job.JobId;
import io.surgetank.core.job.JobRecord;
import java.util.List;
import java.util.Optional;

/// Jobs that were given up, with all the evidence, and what an operator may do with them.
public interface DeadLetters {
  /// How many dead letters the filter means now.
  long count(DeadLetterFilter filter);

  /// Counts the dead letters that the filter means now, by failure. A backend that must read every
  /// record of a remote table for it may stop at a bound and say so by the summary's extent.
  DeadLetterSummary summary(DeadLetterFilter filter);

  /// The newest dead letters that the filter means, of those with an id below `before` if there is
  /// one; at most `limit` (1 to [JobQuery#MAX_LIMIT]). Fewer than `limit` are the last there are.
  List<JobRecord> list(DeadLetterFilter filter, Optional<JobId> before, int limit);

  /// The newest dead letters that the filter means, at most `limit`.
  default List<JobRecord> newest(DeadLetterFilter filter, int limit) {
    return list(filter, Optional.empty(), limit);
  }

  /// Makes every dead letter that the filter means `PENDING` again, in a new round of attempts with
  /// its history kept. Recorded in the trail in the same step. Done again by the same `actor` with
  /// the same filter, it finds only what has died since.
  OperatorAction redrive(DeadLetterFilter filter, String actor);

  /// Removes every dead letter that the filter means, with its keys; the trail keeps that it was.
  OperatorAction purge(DeadLetterFilter filter, String actor);

  /// Keeps in the trail what an operator did by other means. Durable when it returns.
  void record(OperatorAction entry);

  /// What operators did, newest first, at most `limit` (1 to [JobQuery#MAX_LIMIT]).
  List<OperatorAction> trail(int limit);
}
