package io.surgetank.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The server with three million waiting and three million finished jobs.
record GrowthBenchmark(WorkFolder folder) {
  private static final int JOBS = Integer.getInteger("bench.growth.jobs", 3_000_000);
  private static final int ROUNDS = 2;
  private static final int WARM_UP = 8;
  private static final int SECONDS = 6;
  private static final int CONNECTIONS = 64;
  private static final int STARTS = 5;
  private static final int READ_SECONDS = 5;

  String measure() throws IOException, InterruptedException {
    Path full = Files.createDirectories(folder.resolve("full"));
    Path ids = folder.resolve("ids");
    try (var storeFiller = new StoreFiller(full)) {
      storeFiller.put(JOBS);
      storeFiller.process();
      storeFiller.put(JOBS);
      Files.write(ids, storeFiller.paths());
    }
    return "%,d jobs waiting and %,d finished.%n%n".formatted(JOBS, JOBS)
        + restarts(full)
        + reads(full, ids)
        + "\n| at 64 connections | accepted/s | completed/s | accepted + completed, relative to the empty store | p99 ms |\n"
        + "|---|--:|--:|--:|--:|\n"
        + compare(ServerVariant.ACCEPT, full)
        + compare(ServerVariant.WORK, full)
        + NOTE;
  }

  private String restarts(Path full) throws IOException, InterruptedException {
    var serverLaunch = new ServerLaunch(folder);
    serverLaunch.prepare();
    var starts = new ArrayList<ServerLaunch.Start>();
    for (int run = 0; run < STARTS; run++) {
      starts.add(serverLaunch.once(ServerVariant.ACCEPT, full));
      System.out.println(starts.getLast());
    }
    return "- Restart, from the command until ready: **%.2f s** (median of %d; target: under 2 s).%n"
        .formatted(Median.of(starts, ServerLaunch.Start::seconds), STARTS);
  }

  /// Over one connection, without other load.
  private String reads(Path full, Path ids) throws IOException {
    Path page = Files.writeString(folder.resolve("page"), "/orders\n");
    Path done = Files.writeString(folder.resolve("done"), "/orders?status=PROCESSED&limit=50\n");
    try (var benchServer = BenchServer.start(folder, ServerVariant.ACCEPT, full)) {
      return read(benchServer, "`GET /orders/{id}`", ids)
          + read(benchServer, "First page of `GET /orders`", page)
          + read(benchServer, "First page of `GET /orders?status=PROCESSED`", done);
    }
  }

  private String read(BenchServer benchServer, String what, Path paths) throws IOException {
    var wrk = new Wrk(folder, benchServer.url("/"));
    var _ = wrk.paths(paths, READ_SECONDS);
    var result = wrk.paths(paths, READ_SECONDS);
    var line =
        "- %s, idle: p99 **%.2f ms** (p50 %.2f ms; target: under 2 ms).%s%n"
            .formatted(
                what,
                result.latency().p99Millis(),
                result.latency().p50Millis(),
                result.errors() == 0 ? "" : " ERRORS " + result.errors());
    System.out.print(line);
    return line;
  }

  private String compare(ServerVariant serverVariant, Path full) throws IOException {
    var emptyStore = new ArrayList<Measurement>();
    var fullStore = new ArrayList<Measurement>();
    for (int round = 0; round < ROUNDS; round++) {
      emptyStore.add(
          measure(serverVariant, folder.resolve("empty-%s-%d".formatted(serverVariant, round))));
      fullStore.add(measure(serverVariant, full));
    }
    return row(serverVariant.label + ", empty", emptyStore, emptyStore)
        + row(serverVariant.label + ", with these jobs", fullStore, emptyStore);
  }

  /// A server per measurement: one that still processes its backlog would disturb the other.
  private Measurement measure(ServerVariant serverVariant, Path data) throws IOException {
    try (var benchServer = BenchServer.start(folder, serverVariant, data)) {
      var _ =
          Measurement.measure(folder, benchServer, new Measurement.Kind(CONNECTIONS, WARM_UP, 1));
      var measurement =
          Measurement.measure(folder, benchServer, new Measurement.Kind(CONNECTIONS, SECONDS, 1));
      System.out.printf(
          "%-10s %-10s %s, %d MB%n",
          serverVariant, data.getFileName(), measurement, benchServer.residentMegabytes());
      return measurement;
    }
  }

  private static String row(String what, List<Measurement> measurements, List<Measurement> empty) {
    return "| %s | %,.0f | %,.0f | **%.2f** | %.1f |%n"
        .formatted(
            what,
            Median.of(measurements, Measurement::accepted),
            Median.of(measurements, Measurement::completed),
            Median.of(measurements, GrowthBenchmark::throughput)
                / Median.of(empty, GrowthBenchmark::throughput),
            Median.of(measurements, measurement -> measurement.latency().p99Millis()));
  }

  private static double throughput(Measurement measurement) {
    return measurement.accepted() + measurement.completed();
  }

  private static final String NOTE =
      """

      With a backlog the workers are always busy and take resources from the intake, so compare the sum; the target is at
      least 0.75. The folder was filled through the engine (256 orders per call, then the worker pool, then 256 per call
      again), not over HTTP; heap 512 MB.

      """;
}
