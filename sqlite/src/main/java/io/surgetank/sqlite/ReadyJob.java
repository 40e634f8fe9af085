package io.surgetank.sqlite;

import io.surgetank.core.job.Attempt;
import io.surgetank.core.job.Job;
import java.time.Instant;

/// A job ready for its next attempt.
///
/// @param round how often it was redriven
/// @param tried finished attempts in this round
/// @param attempts finished attempts in total
/// @param ordering its ordering key; [#NONE] when it has none
/// @param due when its retry is due, in milliseconds; [#PENDING] if it waits for a first attempt
/// @param since the time of its acceptance or of its last attempt's end
record ReadyJob(Job job, long ordering, int round, int tried, int attempts, long due, long since) {
  static final long PENDING = -1;
  static final long NONE = -1;

  static ReadyJob fresh(Job job, long ordering) {
    return new ReadyJob(job, ordering, 0, 0, 0, PENDING, job.acceptedAt().toEpochMilli());
  }

  boolean isPending() {
    return due == PENDING;
  }

  /// Whether nothing but its acceptance is known of it.
  boolean isNew() {
    return isPending() && round == 0 && attempts == 0;
  }

  long sequence() {
    return job.id().sequence();
  }

  /// Does not start before the job's last change, even if the clock was set back.
  Attempt next(long moment) {
    return new Attempt(round, tried + 1, Instant.ofEpochMilli(Math.max(moment, since)));
  }
}
