package io.surgetank.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;

/// One contender's part of one round: started anew on a folder of its own, alone on the machine.
record Turn(WorkFolder folder, Plan plan, Contender contender, Findings findings) {
  /// A peer that is slow to work is given so long to get rid of its warm-up.
  private static final Duration SETTLED = Duration.ofSeconds(8);

  private static final int WARM_UP_CONNECTIONS = 16;

  void run(int round) throws IOException, InterruptedException {
    Path data = folder.resolve("peers-" + contender + "-" + round);
    contender.prepare(folder, data);
    findings.startSeconds.add(start(data));
    var device = Device.under(folder.path());
    device.settle();
    long bytes = device.bytesWritten();
    long accepted;
    try (var server = contender.start(folder, data, List.of())) {
      measure(server);
      accepted = Server.sum(server.get("/metrics"), "accepted_total");
    }
    // What lies in memory yet was caused by these jobs too.
    device.settle();
    findings.deviceBytes.add((device.bytesWritten() - bytes) / (double) accepted);
    WorkFolder.remove(data);
  }

  private double start(Path data) throws IOException, InterruptedException {
    if (contender == Contender.SURGETANK) {
      var launch = new Launch(folder);
      launch.prepare();
      return launch.once(Target.WORK, folder.resolve("peers-start-" + System.nanoTime())).seconds();
    }
    long begin = System.nanoTime();
    try (var _ = contender.start(folder, data, List.of())) {
      return (System.nanoTime() - begin) / 1e9;
    }
  }

  private void measure(Server server) throws IOException {
    var warmUp = new Trial.Kind(WARM_UP_CONNECTIONS, plan.warmUpSeconds(), SETTLED);
    told("warm-up", Trial.of(folder, server, warmUp));
    if (contender != Contender.CEILING)
      try (var sampler = Sampler.of(server)) {
        findings.unhurried.add(sampler.sample(Duration.ofSeconds(plan.seconds())));
      }
    for (int connections : plan.connections()) {
      var trial = trial(server, connections);
      findings.add(connections, trial);
      told(connections + " connections", trial);
    }
    findings.megabytes.add((double) Tree.of(server).megabytes());
  }

  private Trial trial(Server server, int connections) throws IOException {
    boolean works = contender != Contender.CEILING;
    var patience = works ? plan.patience() : Duration.ZERO;
    var kind = new Trial.Kind(connections, plan.seconds(), patience);
    if (!works) return Trial.of(folder, server, kind).storingNothing();
    return connections == Plan.AIM ? sampled(server, kind) : Trial.of(folder, server, kind);
  }

  private Trial sampled(Server server, Trial.Kind kind) throws IOException {
    try (var sampler = Sampler.of(server);
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Callable<Samples> task = () -> sampler.sample(Duration.ofSeconds(kind.seconds()));
      var samples = threads.submit(task);
      var trial = Trial.of(folder, server, kind);
      findings.loaded.add(samples.get());
      return trial;
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
      try (var fill = new Fill(data)) {
        fill.put(plan.backlog());
      }
    try (var server = contender.start(folder, data, plan.backlogWords())) {
      findings.backlog = server.waiting();
      var kind = new Trial.Kind(Plan.AIM, plan.seconds(), Duration.ZERO);
      told("warm-up behind " + findings.backlog, Trial.of(folder, server, kind));
      var trial = Trial.of(folder, server, kind);
      findings.behind.add(trial);
      told("behind " + server.waiting(), trial);
    }
    WorkFolder.remove(data);
  }

  private void told(String what, Trial trial) {
    System.out.printf("%-36s %-18s %s%n", contender.words, what, trial);
  }
}
