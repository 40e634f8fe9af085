package io.surgetank.bench;

import java.io.IOException;
import java.time.Duration;

/// A contender under one load, measured until its accepted jobs are processed or the timeout is
/// over.
///
/// @param accepted per second during the load
/// @param completed per second during the load
/// @param stored jobs processed and stored per second, from the first order until none waited
/// @param cpuMicros of all its processes, per stored job
/// @param left unfinished jobs at the timeout minus those before the load
record PeerMeasurement(
    double accepted,
    double completed,
    double stored,
    Wrk.Latency latency,
    double cpuMicros,
    long left,
    long errors) {
  private static final Duration POLL_INTERVAL = Duration.ofMillis(10);

  /// Makes the orders of each measurement unique.
  private static int measurements;

  record Kind(int connections, int seconds, Duration timeout) {}

  private record Counts(long accepted, long processed, long unfinished) {
    static Counts of(BenchServer benchServer) {
      String metrics = benchServer.get("/metrics");
      return new Counts(
          BenchServer.sum(metrics, "accepted_total"),
          BenchServer.sum(metrics, "processed_total"),
          BenchServer.sum(metrics, "unfinished_jobs"));
    }
  }

  static PeerMeasurement of(WorkFolder folder, BenchServer benchServer, Kind kind)
      throws IOException {
    var processTree = ProcessTree.of(benchServer);
    var before = Counts.of(benchServer);
    Duration cpu = processTree.cpu();
    var wrk = new Wrk(folder, benchServer.url("/orders"));
    var result = wrk.orders(kind.connections(), kind.seconds(), 1, "peer" + ++measurements);
    long loadEnd = System.nanoTime();
    var loaded = Counts.of(benchServer);
    var latest = loaded;
    while (latest.unfinished > before.unfinished
        && System.nanoTime() - loadEnd < kind.timeout().toNanos()) {
      Polling.of(POLL_INTERVAL);
      latest = Counts.of(benchServer);
    }
    double seconds = result.seconds() + (System.nanoTime() - loadEnd) / 1e9;
    long stored = latest.processed - before.processed;
    return new PeerMeasurement(
        (loaded.accepted - before.accepted) / result.seconds(),
        (loaded.processed - before.processed) / result.seconds(),
        stored / seconds,
        result.latency(),
        processTree.cpu().minus(cpu).toNanos() / 1e3 / Math.max(1, stored),
        latest.unfinished - before.unfinished,
        result.errors());
  }

  /// For a contender that stores nothing, so that an accepted job is completed.
  PeerMeasurement storingNothing() {
    double cpu = cpuMicros / Math.max(1, left);
    return new PeerMeasurement(accepted, accepted, accepted, latency, cpu, 0, errors);
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
            errors == 0 ? "" : "  ERRORS " + errors);
  }
}
