package io.surgetank.cli.server;

import io.surgetank.cli.log.AsyncLogWriter;
import io.surgetank.core.ledger.Ledger;
import io.surgetank.core.ledger.PipelineCounters;
import java.time.Duration;
import java.util.function.LongSupplier;

/// Logs how long a stop took and how many jobs are unfinished. Closed after the engine and before
/// the log.
public final class ShutdownReport implements AutoCloseable {
  private final AsyncLogWriter asyncLogWriter;
  private final LongSupplier nanoTime;
  private long began;
  private long unfinished;

  public ShutdownReport(AsyncLogWriter asyncLogWriter, LongSupplier nanoTime) {
    this.asyncLogWriter = asyncLogWriter;
    this.nanoTime = nanoTime;
    this.began = nanoTime.getAsLong();
  }

  /// Starts the measurement.
  public void begin() {
    began = nanoTime.getAsLong();
  }

  /// Counts unfinished jobs, once no attempt is running and while the ledger can still be read.
  public void count(Ledger ledger) {
    unfinished = ledger.counters().values().stream().mapToLong(PipelineCounters::unfinished).sum();
  }

  @Override
  public void close() {
    asyncLogWriter.stopped(Duration.ofNanos(nanoTime.getAsLong() - began), unfinished);
  }
}
