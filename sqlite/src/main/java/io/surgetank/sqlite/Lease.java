package io.surgetank.sqlite;

import io.surgetank.core.job.Attempt;
import io.surgetank.core.queue.Receipt;

/// A leased delivery. Kept in memory only: a crash ends every lease.
final class Lease {
  final PipelineState state;
  final ReadyJob ready;
  final Attempt attempt;
  final long begunAt;
  private final long token;
  private long deadline; // guarded by this
  private boolean over; // guarded by this

  /// @param begunAt in the store's time, as all times here
  Lease(PipelineState state, ReadyJob ready, Attempt attempt, long token, long begunAt) {
    this.state = state;
    this.ready = ready;
    this.attempt = attempt;
    this.token = token;
    this.begunAt = begunAt;
    this.deadline = begunAt + state.leaseMillis();
  }

  Receipt receipt() {
    return new Receipt(ready.sequence() + "." + token);
  }

  boolean hasToken(long other) {
    return token == other;
  }

  synchronized long deadline() {
    return deadline;
  }

  /// False if the lease has already ended.
  synchronized boolean extend(long now) {
    if (over) return false;
    deadline = now + state.leaseMillis();
    return true;
  }

  /// Ends the lease if it has expired; its receipt is stale from then on.
  synchronized boolean expire(long now) {
    if (over || now < deadline) return false;
    over = true;
    return true;
  }

  /// Ends the lease. False if it has already ended.
  synchronized boolean end() {
    if (over) return false;
    over = true;
    return true;
  }
}
