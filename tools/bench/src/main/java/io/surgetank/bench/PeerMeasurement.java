package io.surgetank.bench;

import java.io.IOException;
import java.time.Duration;

/// A contender under one load, and until what it accepted is worked or the patience is over.
///
/// @param accepted a second, while the load lasted
/// @param completed a second, while the load lasted
/// @param stored a second: worked and stored, from the first order until none waited
/// @param cpuMicros of all its processes, per stored job
/// @param left how many more jobs waited when the patience was over than before
record PeerMeasurement(
    double accepted,
    double completed,
    double stored,
    Wrk.Latency latency,
    double cpuMicros,
    long left,
    long faults) {
  private static final Duration LOOK = Duration.ofMillis(10);

  /// A counter for the whole run: no two trials send the same orders.
  private static int trials;

  record Kind(int connections, int seconds, Duration patience) {}

  private record Counts(long accepted, long processed, long waiting) {
    static Counts of(BenchServer benchServer) {
      String metrics = benchServer.get("/metrics");
      return new Counts(
          BenchServer.sum(metrics, "accepted_total"),
          BenchServer.sum(metrics, "processed_total"),
          BenchServer.sum(metrics, "waiting"));
    }
  }

  static PeerMeasurement of(WorkFolder folder, BenchServer benchServer, Kind kind)
      throws IOException {
    var processTree = ProcessTree.of(benchServer);
    var before = Counts.of(benchServer);
    Duration cpu = processTree.cpu();
    var wrk = new Wrk(folder, benchServer.url("/orders"));
    var result = wrk.orders(kind.connections(), kind.seconds(), 1, "trial" + ++trials);
    long loadEnd = System.nanoTime();
    var loaded = Counts.of(benchServer);
    var worked = loaded;
    while (worked.waiting > before.waiting
        && System.nanoTime() - loadEnd < kind.patience().toNanos()) {
      Polling.of(LOOK);
      worked = Counts.of(benchServer);
    }
    double seconds = result.seconds() + (System.nanoTime() - loadEnd) / 1e9;
    long stored = worked.processed - before.processed;
    return new PeerMeasurement(
        (loaded.accepted - before.accepted) / result.seconds(),
        (loaded.processed - before.processed) / result.seconds(),
        stored / seconds,
        result.latency(),
        processTree.cpu().minus(cpu).toNanos() / 1e3 / Math.max(1, stored),
        worked.waiting - before.waiting,
        result.faults());
  }

  /// For who stores nothing and so is done with a job when it accepts it.
  PeerMeasurement storingNothing() {
    double cpu = cpuMicros / Math.max(1, left);
    return new PeerMeasurement(accepted, accepted, accepted, latency, cpu, 0, faults);
  }

  @Override
  public String toString() {
    return "%,8.0f accepted/s %,8.0f stored/s  p50 %.2f p99 %.2f p99.9 %.2f ms  %.0f µs CPU  left %+d%s"
        .formatted(
            accepted,
            stored,
            latency.p50Millis(),
            latency.p99Millis(),
            latency.p999Millis(),
            cpuMicros,
            left,
            faults == 0 ? "" : "  FAULTS " + faults);
  }
}
