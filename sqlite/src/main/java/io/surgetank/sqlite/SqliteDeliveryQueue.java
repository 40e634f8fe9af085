package io.surgetank.sqlite;

import io.surgetank.core.job.PipelineName;
import io.surgetank.core.queue.AsyncDeliveryQueue;
import io.surgetank.core.queue.Delivery;
import io.surgetank.core.queue.Receipt;
import io.surgetank.core.queue.SettleResult;
import io.surgetank.core.work.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongPredicate;

/// Delivers jobs to workers. Leases are kept in memory: they end with the process.
final class SqliteDeliveryQueue implements AsyncDeliveryQueue {
  private final Writer writer;
  private final PipelineStates states;
  private final CompletionWaiters waiters;

  /// Starts at the number of attempts ever begun, so that no receipt is issued twice, not even by
  /// another process.
  private final AtomicLong tokens;

  SqliteDeliveryQueue(Writer writer, PipelineStates states, CompletionWaiters waiters) {
    this.writer = writer;
    this.states = states;
    this.waiters = waiters;
    this.tokens =
        new AtomicLong(states.all().stream().mapToLong(state -> state.counters().started()).sum());
  }

  @Override
  public List<Delivery> lease(PipelineName pipeline, int max, Duration atMost)
      throws InterruptedException {
    if (max < 1) throw new IllegalArgumentException("max must be at least 1");
    PipelineState state = states.served(pipeline);
    long start = System.nanoTime();
    while (true) {
      writer.ensureWritable();
      var lease = new LeaseWrite(states, state, max, tokens);
      boolean hasWork = state.hasWork(states.clock.now());
      Duration left = atMost.minusNanos(System.nanoTime() - start);
      if (!hasWork && !left.isPositive()) return List.of();
      List<Delivery> leased = hasWork ? writer.write(lease) : awaitWork(state, lease, left);
      if (!leased.isEmpty()) return leased;
    }
  }

  /// Waits until the writer executes the lease in the transaction that stores a job, or until
  /// another lease may find one.
  private List<Delivery> awaitWork(PipelineState state, LeaseWrite lease, Duration atMost)
      throws InterruptedException {
    state.addWaiting(lease);
    try {
      state.awaitChange(states.clock.now(), atMost);
    } catch (InterruptedException interrupted) {
      if (lease.tryDecide()) throw interrupted;
      Thread.currentThread().interrupt();
    } finally {
      state.removeWaiting(lease);
    }
    return lease.tryDecide() ? List.of() : lease.await();
  }

  @Override
  public SettleResult extend(Receipt receipt) {
    return find(receipt).filter(lease -> lease.extend(states.clock.now())).isPresent()
        ? SettleResult.SETTLED
        : SettleResult.STALE;
  }

  @Override
  public SettleResult settle(Receipt receipt, Outcome outcome) {
    return writer.write(settling(receipt, Optional.of(outcome), _ -> true));
  }

  @Override
  public CompletableFuture<SettleResult> settleAsync(Receipt receipt, Outcome outcome) {
    return writer.writeAsync(settling(receipt, Optional.of(outcome), waiters::isAwaited));
  }

  @Override
  public SettleResult release(Receipt receipt) {
    return writer.write(settling(receipt, Optional.empty(), _ -> true));
  }

  SettleWrite settling(Receipt receipt, Optional<Outcome> outcome, LongPredicate isAwaited) {
    return new SettleWrite(states, find(receipt), outcome, isAwaited);
  }

  private Optional<Lease> find(Receipt receipt) {
    String text = receipt.value();
    int dot = text.indexOf('.');
    try {
      Lease lease = states.leases.get(Long.parseLong(text.substring(0, Math.max(dot, 0))));
      long token = Long.parseLong(text.substring(dot + 1));
      return lease != null && lease.hasToken(token) ? Optional.of(lease) : Optional.empty();
    } catch (NumberFormatException notOurs) {
      return Optional.empty();
    }
  }
}
