package io.surgetank.engine.sqlite;

import io.surgetank.job.Attempt;
import io.surgetank.queue.Receipt;

/// A delivery that is out. Kept in memory only: a crash frees every lease.
final class Lease {
  final Line line;
  final Waiting waiting;
  final Attempt attempt;
  final long begunAt;
  private final long token;
  private long deadline; // guarded by this
  private boolean over; // guarded by this

  /// @param begunAt the store's time, as all times here
  Lease(Line line, Waiting waiting, Attempt attempt, long token, long begunAt) {
    this.line = line;
    this.waiting = waiting;
    this.attempt = attempt;
    this.token = token;
    this.begunAt = begunAt;
    this.deadline = begunAt + line.leaseMillis();
  }

  Receipt receipt() {
    return new Receipt(waiting.sequence() + "." + token);
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
    deadline = now + line.leaseMillis();
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
