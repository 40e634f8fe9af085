package io.surgetank.proof.kill;

import io.surgetank.proof.history.HistoryEntry;
import io.surgetank.proof.history.HistoryLog;
import io.surgetank.proof.load.FinalCheck;
import io.surgetank.proof.load.HistoryCounts;
import io.surgetank.proof.load.KnownJobs;
import io.surgetank.proof.load.LoadServer;
import io.surgetank.proof.load.MixedLoad;
import io.surgetank.proof.load.RecordingClient;
import io.surgetank.proof.server.KillableServer;
import io.surgetank.proof.server.ServerClient;
import io.surgetank.proof.server.ServerSetup;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/// The lives of the servers on one store.
final class StoreLifetimes implements AutoCloseable {
  static final int CLIENTS = 6;
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);

  private final ServerSetup setup;
  private final Random random;
  private final StartTimes startTimes;
  private final HistoryLog history;
  private final KnownJobs known = new KnownJobs();
  private final Queue<String> violations = new ConcurrentLinkedQueue<>();

  /// Prepares an empty store.
  ///
  /// @param folder for the data, the configuration, the history and the server's output
  StoreLifetimes(Path folder, Optional<Path> aotCache, Random random, StartTimes startTimes)
      throws IOException {
    this.setup = LoadServer.setup(folder, aotCache);
    this.random = random;
    this.startTimes = startTimes;
    this.history = new HistoryLog(LoadServer.history(folder));
  }

  /// Starts a server and kills it.
  void liveAndDie(KillMoment moment) throws IOException, InterruptedException {
    long start = startTimes.now();
    try (KillableServer server = setup.start()) {
      switch (moment) {
        case KillMoment.DuringStart(var after) -> killAfter(server, after);
        case KillMoment.UnderLoad underLoad -> {
          Optional<URI> url = server.awaitListening();
          if (url.isEmpty()) {
            violations.add("the server ended before it listened: " + server.exit());
            return;
          }
          startTimes.add(Duration.ofNanos(startTimes.now() - start));
          loadAndKill(server, url.get(), underLoad);
        }
      }
    } finally {
      // The server and all clients have ended.
      history.append(new HistoryEntry.Killed());
    }
  }

  private void killAfter(KillableServer server, Duration time) throws InterruptedException {
    if (server.process().waitFor(time.toNanos(), TimeUnit.NANOSECONDS) || !server.kill())
      violations.add("the server ended before it was killed: " + server.exit());
  }

  private void loadAndKill(KillableServer server, URI url, KillMoment.UnderLoad moment)
      throws IOException, InterruptedException {
    try (var client = new ServerClient(url, server.data())) {
      var isExpected = new AtomicBoolean(true);
      var answers = new CountDownLatch(moment.answers());
      var load =
          new MixedLoad(
              new RecordingClient(client, history, known, answers, violations::add),
              isExpected::get);
      long seed = random.nextLong();
      Thread sender = Thread.ofPlatform().start(() -> load.run(CLIENTS, seed));
      if (!answers.await(LONGEST_WAIT.toSeconds(), TimeUnit.SECONDS))
        violations.add("the server gave fewer than " + moment.answers() + " answers");
      boolean ended = server.process().waitFor(moment.pause().toNanos(), TimeUnit.NANOSECONDS);
      isExpected.set(false);
      if (ended || !server.kill())
        violations.add("the server ended before it was killed: " + server.exit());
      client.abort();
      sender.join();
    }
  }

  /// Starts the server again, checks everything, and returns all violations of this store.
  List<String> check(HistoryCounts counts) throws IOException, InterruptedException {
    try (KillableServer server = setup.start()) {
      Optional<URI> url = server.awaitListening();
      if (url.isEmpty()) {
        violations.add("the server ended before it listened: " + server.exit());
      } else {
        try (var client = new ServerClient(url.get(), server.data())) {
          violations.addAll(new FinalCheck(history, counts, startTimes::now).check(client));
        }
      }
    }
    return List.copyOf(violations);
  }

  @Override
  public void close() throws IOException {
    history.close();
  }
}
