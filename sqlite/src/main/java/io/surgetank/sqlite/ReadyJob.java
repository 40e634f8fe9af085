package io.surgetank.sqlite;

import io.surgetank.core.job.Attempt;
import io.surgetank.core.job.Job;
import java.time.Instant;

/// A job that is to be worked, with what was tried before.
///
/// @param round how often it was redriven
/// @param tried attempts that are over in this round
/// @param attempts attempts that are over in all
/// @param ordering its ordering key; [#NONE] when it has none
/// @param due when its retry was due, in milliseconds; [#PENDING] when it waits for a first attempt
/// @param since the moment of the last that happened to it, its acceptance or an attempt's end
record ReadyJob(Job job, long ordering, int round, int tried, int attempts, long due, long since) {
  static final long PENDING = -1;
  static final long NONE = -1;

  static ReadyJob fresh(Job job, long ordering) {
    return new ReadyJob(job, ordering, 0, 0, 0, PENDING, job.acceptedAt().toEpochMilli());
  }

  boolean isPending() {
    return due == PENDING;
  }

  long sequence() {
    return job.id().sequence();
  }

  /// Not before what happened to the job until then, even when the clock was set back.
  Attempt next(long moment) {
    return new Attempt(round, tried + 1, Instant.ofEpochMilli(Math.max(moment, since)));
  }
}
