package io.surgetank.engine.sqlite;

import io.surgetank.job.PipelineName;
import io.surgetank.queue.Delivery;
import io.surgetank.queue.DeliveryQueue;
import io.surgetank.queue.Receipt;
import io.surgetank.queue.Settlement;
import io.surgetank.work.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/// Hands jobs to workers. Leases are kept in memory: the process that dies frees them all.
final class SqliteDeliveryQueue implements DeliveryQueue {
  private final Writer writer;
  private final Lines lines;

  /// Goes on from the number of attempts ever begun, so that no receipt is given twice, not even by
  /// another process.
  private final AtomicLong tokens;

  SqliteDeliveryQueue(Writer writer, Lines lines) {
    this.writer = writer;
    this.lines = lines;
    this.tokens =
        new AtomicLong(lines.all().stream().mapToLong(line -> line.tally().started()).sum());
  }

  @Override
  public List<Delivery> lease(PipelineName pipeline, int max, Duration atMost)
      throws InterruptedException {
    if (max < 1) throw new IllegalArgumentException("at least 1 is leased");
    Line line = lines.served(pipeline);
    long start = System.nanoTime();
    while (true) {
      writer.ensureWritable();
      if (line.hasWork(lines.timeline.now())) {
        List<Delivery> leased = writer.write(new LeaseWrite(lines, line, max, tokens));
        if (!leased.isEmpty()) return leased;
      }
      Duration left = atMost.minusNanos(System.nanoTime() - start);
      if (!left.isPositive()) return List.of();
      line.awaitChange(lines.timeline.now(), left);
    }
  }

  @Override
  public Settlement extend(Receipt receipt) {
    return find(receipt).filter(lease -> lease.extend(lines.timeline.now())).isPresent()
        ? Settlement.SETTLED
        : Settlement.STALE;
  }

  @Override
  public Settlement settle(Receipt receipt, Outcome outcome) {
    return writer.write(settling(receipt, outcome));
  }

  SettleWrite settling(Receipt receipt, Outcome outcome) {
    return new SettleWrite(lines, find(receipt), Optional.of(outcome));
  }

  @Override
  public Settlement release(Receipt receipt) {
    return writer.write(new SettleWrite(lines, find(receipt), Optional.empty()));
  }

  private Optional<Lease> find(Receipt receipt) {
    String text = receipt.value();
    int dot = text.indexOf('.');
    try {
      Lease lease = lines.leases.get(Long.parseLong(text.substring(0, Math.max(dot, 0))));
      long token = Long.parseLong(text.substring(dot + 1));
      return lease != null && lease.hasToken(token) ? Optional.of(lease) : Optional.empty();
    } catch (NumberFormatException notOurs) {
      return Optional.empty();
    }
  }
}
