package io.surgetank.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;

/// One contender's part of one round: started anew on a folder of its own, alone on the machine.
record Round(
    WorkFolder folder,
    ComparisonPlan comparisonPlan,
    Contender contender,
    PeerResults peerResults) {
  /// A peer that is slow to work is given so long to get rid of its warm-up.
  private static final Duration SETTLED = Duration.ofSeconds(8);

  private static final int WARM_UP_CONNECTIONS = 16;

  void run(int round) throws IOException, InterruptedException {
    Path data = folder.resolve("peers-" + contender + "-" + round);
    contender.prepare(folder, data);
    peerResults.startSeconds.add(start(data));
    var device = Device.under(folder.path());
    device.settle();
    long bytes = device.bytesWritten();
    long accepted;
    try (var benchServer = contender.start(folder, data, List.of())) {
      measure(benchServer);
      accepted = BenchServer.sum(benchServer.get("/metrics"), "accepted_total");
    }
    // What lies in memory yet was caused by these jobs too.
    device.settle();
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
        new PeerMeasurement.Kind(WARM_UP_CONNECTIONS, comparisonPlan.warmUpSeconds(), SETTLED);
    told("warm-up", PeerMeasurement.of(folder, benchServer, warmUp));
    if (contender != Contender.CEILING)
      try (var sampler = Sampler.of(benchServer)) {
        peerResults.unhurried.add(sampler.sample(Duration.ofSeconds(comparisonPlan.seconds())));
      }
    for (int connections : comparisonPlan.connections()) {
      var peerMeasurement = trial(benchServer, connections);
      peerResults.add(connections, peerMeasurement);
      told(connections + " connections", peerMeasurement);
    }
    peerResults.megabytes.add((double) ProcessTree.of(benchServer).megabytes());
  }

  private PeerMeasurement trial(BenchServer benchServer, int connections) throws IOException {
    boolean works = contender != Contender.CEILING;
    var patience = works ? comparisonPlan.patience() : Duration.ZERO;
    var kind = new PeerMeasurement.Kind(connections, comparisonPlan.seconds(), patience);
    if (!works) return PeerMeasurement.of(folder, benchServer, kind).storingNothing();
    return connections == ComparisonPlan.AIM
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
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", ended);
    } catch (ExecutionException failed) {
      throw new IOException("sampling failed", failed);
    }
  }

  /// With many waiting, all the time busy with them.
  void behind() throws IOException, InterruptedException {
    Path data = folder.resolve("peers-behind-" + contender);
    contender.prepare(folder, data);
    if (contender == Contender.SURGETANK)
      try (var storeFiller = new StoreFiller(data)) {
        storeFiller.put(comparisonPlan.backlog());
      }
    try (var benchServer = contender.start(folder, data, comparisonPlan.backlogWords())) {
      peerResults.backlog = benchServer.waiting();
      var kind =
          new PeerMeasurement.Kind(ComparisonPlan.AIM, comparisonPlan.seconds(), Duration.ZERO);
      told("warm-up behind " + peerResults.backlog, PeerMeasurement.of(folder, benchServer, kind));
      var peerMeasurement = PeerMeasurement.of(folder, benchServer, kind);
      peerResults.behind.add(peerMeasurement);
      told("behind " + benchServer.waiting(), peerMeasurement);
    }
    WorkFolder.remove(data);
  }

  private void told(String what, PeerMeasurement peerMeasurement) {
    System.out.printf("%-36s %-18s %s%n", contender.words, what, peerMeasurement);
  }
}
