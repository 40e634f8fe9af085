package io.surgetank.store;

import io.surgetank.job.JobRecord;
import java.util.List;

/// Jobs that were given up, with all the evidence, and what an operator may do with them.
public interface DeadLetters {
  /// How many dead letters the filter means now.
  long count(DeadFilter filter);

  /// The newest dead letters the filter means, at most `limit` (1 to [JobQuery#MAX_LIMIT]).
  List<JobRecord> newest(DeadFilter filter, int limit);

  /// Makes every dead letter that the filter means `PENDING` again, in a new round of attempts with
  /// its history kept. Recorded in the trail in the same step. Done again by the same `actor` with
  /// the same filter, it finds only what has died since.
  TrailEntry redrive(DeadFilter filter, String actor);

  /// Removes every dead letter that the filter means, with its keys; the trail keeps that it was.
  TrailEntry purge(DeadFilter filter, String actor);

  /// Keeps in the trail what an operator did by other means. Durable when it returns.
  void record(TrailEntry entry);

  /// What operators did, newest first, at most `limit` (1 to [JobQuery#MAX_LIMIT]).
  List<TrailEntry> trail(int limit);
}
