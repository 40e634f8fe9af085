package io.surgetank.cli.wiring;

import io.surgetank.cli.log.AsyncLogWriter;
import io.surgetank.core.ledger.Ledger;
import io.surgetank.core.ledger.PipelineCounters;
import java.time.Duration;
import java.util.function.LongSupplier;

/// The log line of a stop: how long it took and how many jobs wait for the next start. Closed after
/// the engine and before the log.
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

  /// The stop begins now.
  public void begin() {
    began = nanoTime.getAsLong();
  }

  /// Counts what is left, when nothing is worked any more and the ledger can still be read.
  public void count(Ledger ledger) {
    waiting = ledger.tallies().values().stream().mapToLong(PipelineCounters::waiting).sum();
  }

  @Override
  public void close() {
    asyncLogWriter.stopped(Duration.ofNanos(nanoTime.getAsLong() - began), waiting);
  }
}
