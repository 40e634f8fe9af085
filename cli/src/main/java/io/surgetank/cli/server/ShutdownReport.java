package io.surgetank.cli.server;

import io.surgetank.cli.log.AsyncLogWriter;
import io.surgetank.core.ledger.Ledger;
import io.surgetank.core.ledger.PipelineCounters;
import java.time.Duration;
import java.util.function.LongSupplier;

/// Logs how long a stop took and how many jobs are waiting. Closed after the engine and before the
/// log.
public final class ShutdownReport implements AutoCloseable {
  private final AsyncLogWriter asyncLogWriter;
  private final LongSupplier nanoTime;
  private long began;
  private long waiting;

  public ShutdownReport(AsyncLogWriter asyncLogWriter, LongSupplier nanoTime) {
    this.asyncLogWriter = asyncLogWriter;
    this.nanoTime = nanoTime;
    this.began = nanoTime.getAsLong();
  }

  /// Starts the measurement.
  public void begin() {
    began = nanoTime.getAsLong();
  }

  /// Counts waiting jobs, once no attempt is running and while the ledger can still be read.
  public void count(Ledger ledger) {
    waiting = ledger.counters().values().stream().mapToLong(PipelineCounters::waiting).sum();
  }

  @Override
  public void close() {
    asyncLogWriter.stopped(Duration.ofNanos(nanoTime.getAsLong() - began), waiting);
  }
}
