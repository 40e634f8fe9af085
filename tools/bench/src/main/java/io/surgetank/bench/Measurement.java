package io.surgetank.bench;

import java.io.IOException;
import java.time.Duration;

/// One server under one load.
///
/// @param accepted jobs per second, from `/metrics`
/// @param completed jobs per second during the load, from `/metrics`
/// @param unfinished unfinished jobs at the end minus those at the start
/// @param cpuMicros of the server per job, until all jobs are processed
/// @param deviceBytes per job, until all jobs are processed
record Measurement(
    double accepted,
    double completed,
    long unfinished,
    Wrk.Latency latency,
    double cpuMicros,
    double deviceBytes,
    long errors) {
  private static final Duration PROCESSING_TIMEOUT = Duration.ofSeconds(30);

  record Kind(int connections, int seconds, int batch) {}

  /// Makes the orders of each measurement unique.
  private static int measurements;

  static Measurement measure(WorkFolder folder, BenchServer benchServer, Kind kind)
      throws IOException {
    var device = Device.under(folder.path());
    String before = benchServer.get("/metrics");
    Duration cpu = benchServer.cpu();
    long bytes = device.bytesWritten();
    var wrk = new Wrk(folder, benchServer.url("/orders"));
    var result =
        wrk.orders(kind.connections(), kind.seconds(), kind.batch(), "run" + ++measurements);
    String after = benchServer.get("/metrics");
    long accepted =
        BenchServer.sum(after, "accepted_total") - BenchServer.sum(before, "accepted_total");
    long completed =
        BenchServer.sum(after, "processed_total") - BenchServer.sum(before, "processed_total");
    long waitingBefore = BenchServer.sum(before, "unfinished_jobs");
    // The variant that only accepts processes a single job.
    if (completed > 1) awaitProcessed(benchServer, waitingBefore);
    return new Measurement(
        accepted / result.seconds(),
        completed / result.seconds(),
        BenchServer.sum(after, "unfinished_jobs") - waitingBefore,
        result.latency(),
        benchServer.cpu().minus(cpu).toNanos() / 1e3 / accepted,
        (device.bytesWritten() - bytes) / (double) accepted,
        result.errors());
  }

  private static void awaitProcessed(BenchServer benchServer, long waiting) {
    long start = System.nanoTime();
    while (benchServer.unfinished() > waiting
        && System.nanoTime() - start < PROCESSING_TIMEOUT.toNanos())
      Polling.of(Duration.ofMillis(50));
  }

  @Override
  public String toString() {
    return "%,8.0f accepted/s %,8.0f completed/s  p50 %.2f p99 %.2f p99.9 %.2f ms  %.0f µs CPU %,.0f B/job  waiting %+d%s"
        .formatted(
            accepted,
            completed,
            latency.p50Millis(),
            latency.p99Millis(),
            latency.p999Millis(),
            cpuMicros,
            deviceBytes,
            unfinished,
            errors == 0 ? "" : "  ERRORS " + errors);
  }
}
