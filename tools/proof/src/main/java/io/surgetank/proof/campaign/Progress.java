package io.surgetank.proof.campaign;

import java.io.PrintStream;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/// Reports how far a campaign is, at most one line a second. Safe for several threads.
public final class Progress {
  private static final long INTERVAL_NANOS = Duration.ofSeconds(1).toNanos();

  private final String prefix;
  private final PrintStream output;
  private final LongSupplier nanoTime;
  private final long startedAt;
  private final AtomicLong lastLineAt;
  private final int maxFindings;
  private volatile long findings;

  /// Starts to measure the time.
  ///
  /// @param prefix begins each line: the name of the campaign and its seed
  public Progress(String prefix, PrintStream output, LongSupplier nanoTime) {
    this(prefix, output, nanoTime, Integer.MAX_VALUE);
  }

  /// @param maxFindings after which the campaign is to stop
  public Progress(String prefix, PrintStream output, LongSupplier nanoTime, int maxFindings) {
    this.prefix = prefix;
    this.output = output;
    this.nanoTime = nanoTime;
    this.maxFindings = maxFindings;
    this.startedAt = nanoTime.getAsLong();
    this.lastLineAt = new AtomicLong(startedAt);
  }

  /// Prints `kill (seed 42): 120/2000 kills, 1.4/s, 0 findings, 22m left`, unless a line was
  /// printed within the last second and more is to come.
  public void update(long done, long total, String unit, long findings) {
    this.findings = findings;
    long now = nanoTime.getAsLong();
    long last = lastLineAt.get();
    boolean isDue = now - last >= INTERVAL_NANOS && lastLineAt.compareAndSet(last, now);
    if (!isDue && done < total) return;
    double rate = done * 1e9 / Math.max(1, now - startedAt);
    output.printf(
        "%s: %d/%d %s, %s/s, %d findings, %s left%n",
        prefix, done, total, unit, rateText(rate), findings, left(total - done, rate));
  }

  /// Whether the campaign is to stop because of its findings. Each calls this after [#update(long,
  /// long, String, long)].
  public boolean isEnough() {
    return findings >= maxFindings;
  }

  private static String rateText(double rate) {
    return rate >= 10 ? "%,.0f".formatted(rate) : "%.1f".formatted(rate);
  }

  private static String left(long remaining, double rate) {
    if (rate == 0) return "?";
    long seconds = Math.round(remaining / rate);
    return seconds < 120 ? seconds + "s" : seconds / 60 + "m";
  }

  /// Prints a line at once.
  public void note(String text) {
    output.println(prefix + ": " + text);
  }
}
