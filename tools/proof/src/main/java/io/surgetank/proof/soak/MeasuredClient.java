package io.surgetank.proof.soak;

import io.surgetank.proof.server.ApiClient;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.HdrHistogram.Recorder;

/// Counts the requests to another client, and measures the latencies of submissions. Safe for
/// several threads.
final class MeasuredClient implements ApiClient {
  private static final int DIGITS = 3;
  private static final double MOST = 99;

  private final ApiClient client;
  private final Recorder micros = new Recorder(DIGITS);
  private final AtomicLong requests = new AtomicLong();

  MeasuredClient(ApiClient client) {
    this.client = client;
  }

  @Override
  public JsonResponse post(String path, String body, Optional<String> key)
      throws IOException, InterruptedException {
    requests.incrementAndGet();
    long start = System.nanoTime();
    JsonResponse response = client.post(path, body, key);
    micros.recordValue((System.nanoTime() - start) / 1_000);
    return response;
  }

  @Override
  public JsonResponse get(String path) throws IOException, InterruptedException {
    requests.incrementAndGet();
    return client.get(path);
  }

  @Override
  public JsonResponse delete(String path) throws IOException, InterruptedException {
    requests.incrementAndGet();
    return client.delete(path);
  }

  long requests() {
    return requests.get();
  }

  /// The 99th percentile of the submissions since the last call.
  long latencyMicros() {
    return micros.getIntervalHistogram().getValueAtPercentile(MOST);
  }
}
