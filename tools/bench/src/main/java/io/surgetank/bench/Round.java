package io.surgetank.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;

/// One contender's part of a round: restarted with an empty folder, alone on the machine.
record Round(
    WorkFolder folder,
    ComparisonPlan comparisonPlan,
    Contender contender,
    PeerResults peerResults) {
  /// Time for slow peers to process the jobs of the warm-up.
  private static final Duration WARM_UP_TIMEOUT = Duration.ofSeconds(8);

  private static final int WARM_UP_CONNECTIONS = 16;

  void run(int round) throws IOException, InterruptedException {
    Path data = folder.resolve("peers-" + contender + "-" + round);
    contender.prepare(folder, data);
    peerResults.startSeconds.add(start(data));
    var device = Device.under(folder.path());
    device.sync();
    long bytes = device.bytesWritten();
    long accepted;
    try (var benchServer = contender.start(folder, data, List.of())) {
      measure(benchServer);
      accepted = BenchServer.sum(benchServer.get("/metrics"), "accepted_total");
    }
    // Includes what is still in the page cache.
    device.sync();
    peerResults.deviceBytes.add((device.bytesWritten() - bytes) / (double) accepted);
    WorkFolder.remove(data);
  }

  private double start(Path data) throws IOException, InterruptedException {
    if (contender == Contender.SURGETANK) {
      var serverLaunch = new ServerLaunch(folder);
      serverLaunch.prepare();
      return serverLaunch
          .once(ServerVariant.WORK, folder.resolve("peers-start-" + System.nanoTime()))
          .seconds();
    }
    long begin = System.nanoTime();
    try (var _ = contender.start(folder, data, List.of())) {
      return (System.nanoTime() - begin) / 1e9;
    }
  }

  private void measure(BenchServer benchServer) throws IOException {
    var warmUp =
        new PeerMeasurement.Kind(
            WARM_UP_CONNECTIONS, comparisonPlan.warmUpSeconds(), WARM_UP_TIMEOUT);
    print("warm-up", PeerMeasurement.of(folder, benchServer, warmUp));
    if (contender != Contender.CEILING)
      try (var sampler = Sampler.of(benchServer)) {
        peerResults.idle.add(sampler.sample(Duration.ofSeconds(comparisonPlan.seconds())));
      }
    for (int connections : comparisonPlan.connections()) {
      var peerMeasurement = measure(benchServer, connections);
      peerResults.add(connections, peerMeasurement);
      print(connections + " connections", peerMeasurement);
    }
    peerResults.megabytes.add((double) ProcessTree.of(benchServer).megabytes());
  }

  private PeerMeasurement measure(BenchServer benchServer, int connections) throws IOException {
    boolean processes = contender != Contender.CEILING;
    var timeout = processes ? comparisonPlan.timeout() : Duration.ZERO;
    var kind = new PeerMeasurement.Kind(connections, comparisonPlan.seconds(), timeout);
    if (!processes) return PeerMeasurement.of(folder, benchServer, kind).storingNothing();
    return connections == ComparisonPlan.TARGET
        ? sampled(benchServer, kind)
        : PeerMeasurement.of(folder, benchServer, kind);
  }

  private PeerMeasurement sampled(BenchServer benchServer, PeerMeasurement.Kind kind)
      throws IOException {
    try (var sampler = Sampler.of(benchServer);
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Callable<LatencySamples> task = () -> sampler.sample(Duration.ofSeconds(kind.seconds()));
      var samples = threads.submit(task);
      var peerMeasurement = PeerMeasurement.of(folder, benchServer, kind);
      peerResults.loaded.add(samples.get());
      return peerMeasurement;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", interrupted);
    } catch (ExecutionException failed) {
      throw new IOException("sampling failed", failed);
    }
  }

  /// Measures with a backlog that is processed meanwhile.
  void runWithBacklog() throws IOException, InterruptedException {
    Path data = folder.resolve("peers-backlog-" + contender);
    contender.prepare(folder, data);
    if (contender == Contender.SURGETANK)
      try (var storeFiller = new StoreFiller(data)) {
        storeFiller.put(comparisonPlan.backlog());
      }
    try (var benchServer = contender.start(folder, data, comparisonPlan.backlogArguments())) {
      peerResults.backlog = benchServer.unfinished();
      var kind =
          new PeerMeasurement.Kind(ComparisonPlan.TARGET, comparisonPlan.seconds(), Duration.ZERO);
      print(
          "warm-up, backlog " + peerResults.backlog, PeerMeasurement.of(folder, benchServer, kind));
      var peerMeasurement = PeerMeasurement.of(folder, benchServer, kind);
      peerResults.withBacklog.add(peerMeasurement);
      print("backlog " + benchServer.unfinished(), peerMeasurement);
    }
    WorkFolder.remove(data);
  }

  private void print(String what, PeerMeasurement peerMeasurement) {
    System.out.printf("%-36s %-18s %s%n", contender.label, what, peerMeasurement);
  }
}
