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

/// Hands jobs to workers. Leases are kept in memory: the process that dies frees them all.
final class SqliteDeliveryQueue implements AsyncDeliveryQueue {
  private final Writer writer;
  private final PipelineStates pipelineStates;

  /// Goes on from the number of attempts ever begun, so that no receipt is given twice, not even by
  /// another process.
  private final AtomicLong tokens;

  SqliteDeliveryQueue(Writer writer, PipelineStates pipelineStates) {
    this.writer = writer;
    this.pipelineStates = pipelineStates;
    this.tokens =
        new AtomicLong(
            pipelineStates.all().stream()
                .mapToLong(pipelineState -> pipelineState.tally().started())
                .sum());
  }

  @Override
  public List<Delivery> lease(PipelineName pipeline, int max, Duration atMost)
      throws InterruptedException {
    if (max < 1) throw new IllegalArgumentException("at least 1 is leased");
    PipelineState pipelineState = pipelineStates.served(pipeline);
    long start = System.nanoTime();
    while (true) {
      writer.ensureWritable();
      if (pipelineState.hasWork(pipelineStates.storeClock.now())) {
        List<Delivery> leased =
            writer.write(new LeaseWrite(pipelineStates, pipelineState, max, tokens));
        if (!leased.isEmpty()) return leased;
      }
      Duration left = atMost.minusNanos(System.nanoTime() - start);
      if (!left.isPositive()) return List.of();
      pipelineState.awaitChange(pipelineStates.storeClock.now(), left);
    }
  }

  @Override
  public SettleResult extend(Receipt receipt) {
    return find(receipt).filter(lease -> lease.extend(pipelineStates.storeClock.now())).isPresent()
        ? SettleResult.SETTLED
        : SettleResult.STALE;
  }

  @Override
  public SettleResult settle(Receipt receipt, Outcome outcome) {
    return writer.write(settling(receipt, outcome));
  }

  @Override
  public CompletableFuture<SettleResult> settleAsync(Receipt receipt, Outcome outcome) {
    return writer.writeAsync(settling(receipt, outcome));
  }

  SettleWrite settling(Receipt receipt, Outcome outcome) {
    return new SettleWrite(pipelineStates, find(receipt), Optional.of(outcome));
  }

  @Override
  public SettleResult release(Receipt receipt) {
    return writer.write(new SettleWrite(pipelineStates, find(receipt), Optional.empty()));
  }

  private Optional<Lease> find(Receipt receipt) {
    String text = receipt.value();
    int dot = text.indexOf('.');
    try {
      Lease lease = pipelineStates.leases.get(Long.parseLong(text.substring(0, Math.max(dot, 0))));
      long token = Long.parseLong(text.substring(dot + 1));
      return lease != null && lease.hasToken(token) ? Optional.of(lease) : Optional.empty();
    } catch (NumberFormatException notOurs) {
      return Optional.empty();
    }
  }
}
