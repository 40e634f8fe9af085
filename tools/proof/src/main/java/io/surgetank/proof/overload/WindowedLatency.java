package io.surgetank.proof.overload;

import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.Histogram;

/// Latencies in windows of 5 s. For one thread at a time.
final class WindowedLatency {
  static final int WINDOW_SECONDS = 5;
  private static final int DIGITS = 3;

  private final List<Histogram> windows = new ArrayList<>();
  private long windowEnd;

  void record(long micros, long nanoTime) {
    if (windows.isEmpty() || nanoTime - windowEnd >= 0) {
      windows.add(new Histogram(DIGITS));
      windowEnd = nanoTime + WINDOW_SECONDS * 1_000_000_000L;
    }
    windows.getLast().recordValue(micros);
  }

  /// Adds the windows of another one.
  void add(WindowedLatency other) {
    windows.addAll(other.windows);
  }

  /// The median of the percentiles of the windows, so that single stalls of the disk do not decide
  /// it. 0 without latencies.
  long percentile(double percentile) {
    List<Long> sorted =
        windows.stream().map(window -> window.getValueAtPercentile(percentile)).sorted().toList();
    return sorted.isEmpty() ? 0 : sorted.get(sorted.size() / 2);
  }

  long max() {
    return windows.stream().mapToLong(Histogram::getMaxValue).max().orElse(0);
  }

  long count() {
    return windows.stream().mapToLong(Histogram::getTotalCount).sum();
  }
}
