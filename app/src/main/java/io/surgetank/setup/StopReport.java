package io.surgetank.setup;

import io.surgetank.ledger.Ledger;
import io.surgetank.ledger.Tally;
import io.surgetank.log.Lines;
import java.time.Duration;
import java.util.function.LongSupplier;

/// The log line of a stop: how long it took and how many jobs wait for the next start. Closed after
/// the engine and before the log.
public final class StopReport implements AutoCloseable {
  private final Lines lines;
  private final LongSupplier nanoTime;
  private long began;
  private long waiting;

  public StopReport(Lines lines, LongSupplier nanoTime) {
    this.lines = lines;
    this.nanoTime = nanoTime;
    this.began = nanoTime.getAsLong();
  }

  /// The stop begins now.
  public void begin() {
    began = nanoTime.getAsLong();
  }

  /// Counts what is left, when nothing is worked any more and the ledger can still be read.
  public void count(Ledger ledger) {
    waiting = ledger.tallies().values().stream().mapToLong(Tally::waiting).sum();
  }

  @Override
  public void close() {
    lines.stopped(Duration.ofNanos(nanoTime.getAsLong() - began), waiting);
  }
}
