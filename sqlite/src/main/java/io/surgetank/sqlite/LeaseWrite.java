package io.surgetank.sqlite;

import io.surgetank.core.event.Event;
import io.surgetank.core.job.FinishedAttempt;
import io.surgetank.core.queue.Delivery;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/// Leases jobs that are due: retries get up to half of `max` while pending jobs wait too, so that
/// neither starves the other.
final class LeaseWrite extends Write<List<Delivery>> {
  private static final String DUE =
      "SELECT "
          + JobRowMapper.WAITING
          + " FROM job WHERE pipeline = ? AND due IS NOT NULL AND due <= ? ORDER BY due LIMIT ?";
  private static final String NEXT_DUE =
      "SELECT due FROM job WHERE pipeline = ? AND due IS NOT NULL AND due > ? ORDER BY due LIMIT 1";

  private static final String DAMAGED =
      "the stored record is damaged: its content does not match its checksum; it was not processed";

  private final PipelineStates states;
  private final PipelineState state;
  private final int max;
  private final AtomicLong tokens;

  /// Whether a waiting lease is executed or was withdrawn.
  private final AtomicBoolean isDecided = new AtomicBoolean();

  LeaseWrite(PipelineStates states, PipelineState state, int max, AtomicLong tokens) {
    this.states = states;
    this.state = state;
    this.max = max;
    this.tokens = tokens;
  }

  /// Called once by the writer, before it executes a waiting lease, and once by the caller, to end
  /// the wait. True for the first of them; for the other the lease is withdrawn or executed.
  boolean tryDecide() {
    return isDecided.compareAndSet(false, true);
  }

  @Override
  boolean waitsIndefinitely() {
    return true;
  }

  @Override
  boolean isLoggable() {
    return state.canLeaseLogged(states.clock.now());
  }

  @Override
  List<Delivery> apply(WriteBatch batch) throws SQLException {
    if (batch.isLogged()) {
      var taken = new ArrayList<Delivery>();
      takePending(batch, taken);
      return taken;
    }
    AbandonedAttemptCompletion.ofExpired(batch, states, state);
    batch.touch(state);
    var taken = new ArrayList<Delivery>();
    if (state.nextDue <= batch.now) takeDue(batch, taken, shareOfRetries());
    takePending(batch, taken);
    if (taken.size() < max && state.nextDue <= batch.now) takeDue(batch, taken, max - taken.size());
    return taken;
  }

  /// Half, rounded up and down in turns, so that leases of one job alternate.
  private int shareOfRetries() {
    state.retriesFirst = !state.retriesFirst;
    return state.retriesFirst ? (max + 1) / 2 : max / 2;
  }

  private void takeDue(WriteBatch batch, List<Delivery> taken, int most) throws SQLException {
    if (most == 0) return;
    // Leased jobs are still in the index.
    int limit = most + state.leased.size();
    List<ReadyJob> due = batch.query(DUE).all(this::read, state.number, batch.now, limit);
    int left = most;
    for (ReadyJob ready : due) {
      if (left == 0) break;
      if (state.leased.containsKey(ready.sequence())) continue;
      take(batch, ready, taken);
      left--;
    }
    if (left > 0)
      state.nextDue =
          batch
              .query(NEXT_DUE)
              .first(row -> row.getLong(1), state.number, batch.now)
              .orElse(PipelineState.NEVER);
  }

  private void takePending(WriteBatch batch, List<Delivery> taken) throws SQLException {
    while (taken.size() < max) {
      while (!state.hasReady() && canRefill(batch))
        PendingRefill.run(batch, state, states.damagedRecords);
      if (batch.isLogged() && !state.isNextLoggable()) return;
      Optional<ReadyJob> next = state.poll();
      if (next.isEmpty()) return;
      take(batch, next.get(), taken);
    }
  }

  private boolean canRefill(WriteBatch batch) {
    return state.hasUnloadedJobs && !(batch.isLogged() && state.pendingCursor.isAtEnd());
  }

  private ReadyJob read(ResultSet row) throws SQLException {
    return JobRowMapper.checked(row, state, states.damagedRecords);
  }

  private void take(WriteBatch batch, ReadyJob ready, List<Delivery> taken) throws SQLException {
    Delivery delivery = deliver(batch, ready);
    if (state.damaged.remove(ready.sequence())) moveToDeadLetters(batch, ready.sequence());
    else taken.add(delivery);
  }

  /// A damaged record cannot be processed: it becomes a dead letter with this reason.
  private void moveToDeadLetters(WriteBatch batch, long sequence) throws SQLException {
    Lease lease = state.leased.remove(sequence);
    if (lease == null || !lease.end()) return;
    states.leases.remove(sequence, lease);
    // The start of the attempt must be written before its end.
    batch.writeRunning();
    new AttemptCompletion(batch, lease).dead(DAMAGED, "", FinishedAttempt.End.FAILED);
    batch.addEvent(new Event.DeadLettered(lease.ready.job(), lease.attempt, DAMAGED));
  }

  private Delivery deliver(WriteBatch batch, ReadyJob ready) throws SQLException {
    var lease =
        new Lease(state, ready, ready.next(batch.moment), tokens.incrementAndGet(), batch.now);
    state.leased.put(ready.sequence(), lease);
    states.leases.put(ready.sequence(), lease);
    state.nextExpiry = Math.min(state.nextExpiry, lease.deadline());
    batch.begin(lease);
    batch.count(state, Counter.STARTED);
    batch.addEvent(new Event.Started(ready.job(), lease.attempt));
    return new Delivery(ready.job(), lease.attempt, lease.receipt());
  }
}
