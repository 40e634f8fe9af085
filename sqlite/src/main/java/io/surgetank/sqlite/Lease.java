package io.surgetank.sqlite;

import io.surgetank.core.job.Attempt;
import io.surgetank.core.queue.Receipt;

/// A delivery that is out. Kept in memory only: a crash frees every lease.
final class Lease {
  final PipelineState pipelineState;
  final ReadyJob readyJob;
  final Attempt attempt;
  final long begunAt;
  private final long token;
  private long deadline; // guarded by this
  private boolean over; // guarded by this

  /// @param begunAt the store's time, as all times here
  Lease(PipelineState pipelineState, ReadyJob readyJob, Attempt attempt, long token, long begunAt) {
    this.pipelineState = pipelineState;
    this.readyJob = readyJob;
    this.attempt = attempt;
    this.token = token;
    this.begunAt = begunAt;
    this.deadline = begunAt + pipelineState.leaseMillis();
  }

  Receipt receipt() {
    return new Receipt(readyJob.sequence() + "." + token);
  }

  boolean hasToken(long asked) {
    return token == asked;
  }

  synchronized long deadline() {
    return deadline;
  }

  /// False when the lease is lost already.
  synchronized boolean extend(long now) {
    if (over) return false;
    deadline = now + pipelineState.leaseMillis();
    return true;
  }

  /// Takes the delivery back if its time is up; whoever holds the receipt has lost it then.
  synchronized boolean expire(long now) {
    if (over || now < deadline) return false;
    over = true;
    return true;
  }

  /// Ends the lease for whoever decides. False when it is lost already.
  synchronized boolean end() {
    if (over) return false;
    over = true;
    return true;
  }
}
