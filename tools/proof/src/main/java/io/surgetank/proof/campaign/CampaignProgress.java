package io.surgetank.proof.campaign;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/// Reports how far a campaign is, at most one line a second, and whether it is to end early. Safe
/// for several threads.
public final class CampaignProgress {
  private static final long INTERVAL_NANOS = Duration.ofSeconds(1).toNanos();

  private final String prefix;
  private final PrintStream output;
  private final LongSupplier nanoTime;
  private final long startedAt;
  private final AtomicLong lastLineAt;
  private final StopCondition stopCondition;
  private final AtomicLong done = new AtomicLong();
  private final AtomicLong findings = new AtomicLong();
  private volatile long total = Long.MAX_VALUE;
  private volatile String unit = "";

  /// Starts to measure the time.
  ///
  /// @param prefix begins each line: the name of the campaign and its seed
  public CampaignProgress(String prefix, PrintStream output, LongSupplier nanoTime) {
    this(prefix, output, nanoTime, StopCondition.NEVER);
  }

  /// Starts to measure the time.
  ///
  /// @param prefix begins each line: the name of the campaign and its seed
  public CampaignProgress(
      String prefix, PrintStream output, LongSupplier nanoTime, StopCondition stopCondition) {
    this.prefix = prefix;
    this.output = output;
    this.nanoTime = nanoTime;
    this.stopCondition = stopCondition;
    this.startedAt = nanoTime.getAsLong();
    this.lastLineAt = new AtomicLong(startedAt);
  }

  /// Prints `kill (seed 42): 120/2000 kills, 1.4/s, 0 findings, 22m left`, unless a line was
  /// printed within the last second and more is to come.
  public void update(long done, long total, String unit, long findings) {
    // Of two threads, the later one may have the earlier numbers.
    this.done.accumulateAndGet(done, Math::max);
    this.findings.accumulateAndGet(findings, Math::max);
    this.total = total;
    this.unit = unit;
    long now = nanoTime.getAsLong();
    long last = lastLineAt.get();
    boolean isDue = now - last >= INTERVAL_NANOS && lastLineAt.compareAndSet(last, now);
    if (!isDue && done < total) return;
    double rate = done * 1e9 / Math.max(1, now - startedAt);
    output.printf(
        "%s: %d/%d %s, %s/s, %d findings, %s left%n",
        prefix, done, total, unit, rateText(rate), findings, left(total - done, rate));
  }

  /// Whether the campaign is to end early, by its findings or its time. Each checks this before its
  /// next unit of work, after [#update(long, long, String, long)].
  public boolean isStopConditionMet() {
    return stopCondition.isMet(findings.get(), elapsed());
  }

  /// The time until the limit, at most the other one. Not negative.
  public Duration remaining(Duration longest) {
    Duration remaining =
        stopCondition.timeLimit().map(limit -> limit.minus(elapsed())).orElse(longest);
    if (remaining.isNegative()) return Duration.ZERO;
    return remaining.compareTo(longest) < 0 ? remaining : longest;
  }

  /// A sentence with the reason, if the campaign ended early.
  public Optional<String> stopReason() {
    if (done.get() >= total) return Optional.empty();
    String reached =
        unit.isEmpty() ? "the preparation" : "%,d of %,d %s".formatted(done.get(), total, unit);
    return stopCondition.reason(findings.get(), elapsed(), reached);
  }

  private Duration elapsed() {
    return Duration.ofNanos(nanoTime.getAsLong() - startedAt);
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
