package io.surgetank.bench;

import java.io.IOException;
import java.time.Duration;

/// One server under one load.
///
/// @param accepted jobs a second, from `/metrics`
/// @param completed jobs a second, from `/metrics`, while the load lasted
/// @param waiting how many more jobs waited at its end than at its beginning
/// @param cpuMicros of the server per job, until all of its jobs are worked
/// @param deviceBytes per job, until all of its jobs are worked
record Measurement(
    double accepted,
    double completed,
    long waiting,
    Wrk.Latency latency,
    double cpuMicros,
    double deviceBytes,
    long faults) {
  private static final Duration WORKED_WITHIN = Duration.ofSeconds(30);

  /// How a server is loaded.
  record Kind(int connections, int seconds, int batch) {}

  /// A counter for the whole run: no two cells send the same orders.
  private static int cells;

  static Measurement measure(WorkFolder folder, BenchServer benchServer, Kind kind)
      throws IOException {
    var device = Device.under(folder.path());
    String before = benchServer.get("/metrics");
    Duration cpu = benchServer.cpu();
    long bytes = device.bytesWritten();
    var wrk = new Wrk(folder, benchServer.url("/orders"));
    var result = wrk.orders(kind.connections(), kind.seconds(), kind.batch(), "run" + ++cells);
    String after = benchServer.get("/metrics");
    long accepted =
        BenchServer.sum(after, "accepted_total") - BenchServer.sum(before, "accepted_total");
    long completed =
        BenchServer.sum(after, "processed_total") - BenchServer.sum(before, "processed_total");
    long waitingBefore = BenchServer.sum(before, "waiting");
    // The server that only accepts works a single job in its life.
    if (completed > 1) awaitWorked(benchServer, waitingBefore);
    return new Measurement(
        accepted / result.seconds(),
        completed / result.seconds(),
        BenchServer.sum(after, "waiting") - waitingBefore,
        result.latency(),
        benchServer.cpu().minus(cpu).toNanos() / 1e3 / accepted,
        (device.bytesWritten() - bytes) / (double) accepted,
        result.faults());
  }

  private static void awaitWorked(BenchServer benchServer, long waiting) {
    long start = System.nanoTime();
    while (benchServer.waiting() > waiting && System.nanoTime() - start < WORKED_WITHIN.toNanos())
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
            waiting,
            faults == 0 ? "" : "  FAULTS " + faults);
  }
}
