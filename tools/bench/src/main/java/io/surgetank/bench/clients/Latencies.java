package io.surgetank.bench.clients;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/// Latencies of the requests of one schedule, in milliseconds, sorted; and how many requests
/// failed: a status other than 2xx, no response, a broken connection.
public record Latencies(List<Double> millis, int failed) {
  public Latencies {
    millis = millis.stream().sorted().toList();
  }

  public static Latencies all(Collection<Latencies> parts) {
    var millis = new ArrayList<Double>();
    int failed = 0;
    for (Latencies each : parts) {
      millis.addAll(each.millis);
      failed += each.failed;
    }
    return new Latencies(millis, failed);
  }

  /// The latency that `share` of the requests did not exceed; `NaN` without requests.
  public double percentile(double share) {
    if (millis.isEmpty()) return Double.NaN;
    return millis.get((int) Math.clamp(Math.ceil(millis.size() * share) - 1, 0, millis.size() - 1));
  }

  public double max() {
    return percentile(1);
  }

  @Override
  public String toString() {
    return "%d requests, p50 %.1f, p99 %.1f, p99.9 %.1f, max %.1f ms, %d failed"
        .formatted(
            millis.size(), percentile(0.5), percentile(0.99), percentile(0.999), max(), failed);
  }

  /// Collects latencies.
  static final class Recorder implements ResponseRecorder {
    private double[] millis = new double[1024];
    private int size;
    private int failed;

    @Override
    public void received(ReceivedResponse response, double latency) {
      if (response.status() / 100 != 2) failed++;
      add(latency);
    }

    private void add(double latency) {
      if (size == millis.length) millis = Arrays.copyOf(millis, 2 * size);
      millis[size++] = latency;
    }

    @Override
    public void failed(double latency) {
      failed++;
      add(latency);
    }

    Latencies latencies() {
      return new Latencies(Arrays.stream(millis, 0, size).boxed().toList(), failed);
    }
  }
}
