package io.surgetank.proof.clients;

import io.surgetank.proof.campaign.Campaign;
import io.surgetank.proof.campaign.CampaignDescription;
import io.surgetank.proof.campaign.CampaignFinding;
import io.surgetank.proof.campaign.CampaignOutcome;
import io.surgetank.proof.campaign.CampaignProgress;
import io.surgetank.proof.load.LoadServer;
import io.surgetank.proof.server.ProcessUsage;
import io.surgetank.proof.server.ServerSetup;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/// Attacks a server process by clients that break the rules of HTTP.
public final class HostileClientsCampaign implements Campaign {
  private static final List<HostileClient> CLIENTS = List.of(HostileClient.values());

  /// How many hostile connections are open at the same time.
  private static final int OPEN = 200;

  private static final int ATTACKS_BETWEEN_CHECKS = 50;

  /// The pools of the checking client and of the server may keep some.
  private static final int DESCRIPTOR_TOLERANCE = 20;

  private static final Duration UNTIL_CLOSED = Duration.ofMinutes(2);
  private static final Duration CHECK_INTERVAL = Duration.ofMillis(200);

  public static final CampaignDescription SUMMARY =
      new CampaignDescription(
          "clients",
          "Hostile clients",
          """
          Clients break the rules of HTTP against a server process, %d of them at the same time: connections without a
          byte, heads and bodies that never end, requests of one byte at a time, thousands of header fields, endless
          request lines, malformed and endless chunks, pipelined requests whose responses are not read, resets in the
          middle of a body, and random bytes. Meanwhile another client must get the health check and have jobs
          accepted. At the end all file descriptors are released, and neither the log nor the metrics have an error.
          """
              .formatted(OPEN));

  private final int attacks;
  private final long seed;
  private final Random random;
  private final Deque<Socket> open = new ArrayDeque<>();
  private final List<String> violations = new ArrayList<>();
  private final Map<String, Long> counts = new LinkedHashMap<>();

  /// A run of this size.
  public HostileClientsCampaign(int attacks, long seed) {
    this.attacks = attacks;
    this.seed = seed;
    this.random = new Random(seed);
    counts.put("attacks", 0L);
    for (HostileClient each : CLIENTS) counts.put(each.text(), 0L);
    counts.put("checks by a client that keeps the rules", 0L);
  }

  @Override
  public CampaignDescription summary() {
    return SUMMARY;
  }

  @Override
  public String command() {
    return "tools/proof/run clients --attacks %d --seed %d".formatted(attacks, seed);
  }

  @Override
  public CampaignOutcome run(Path folder, CampaignProgress progress)
      throws IOException, InterruptedException {
    ServerSetup setup = LoadServer.setup(folder, Optional.empty());
    try (var process = setup.start()) {
      URI url =
          process
              .awaitListening()
              .orElseThrow(() -> new IOException("the server did not start: " + process.exit()));
      var server = new ObservedServer(url, setup.data(), setup.output());
      var usage = new ProcessUsage(process.process().toHandle());
      check(server, 0);
      long descriptors = usage.descriptors();
      attack(server, progress);
      ObservedServer.close(open);
      awaitDescriptors(usage, descriptors);
      violations.addAll(server.reported());
    }
    return new CampaignOutcome(
        counts, violations.stream().map(text -> new CampaignFinding(text, command())).toList());
  }

  private void attack(ObservedServer server, CampaignProgress progress)
      throws IOException, InterruptedException {
    for (int done = 0; done < attacks && !progress.isStopConditionMet(); ) {
      HostileClient client = CLIENTS.get(random.nextInt(CLIENTS.size()));
      start(client, server.url().getPort());
      if (open.size() > OPEN) open.remove().close();
      count("attacks");
      count(client.text());
      if (++done % ATTACKS_BETWEEN_CHECKS == 0) check(server, done);
      progress.update(done, attacks, "attacks", violations.size());
    }
  }

  private void start(HostileClient client, int port) throws IOException {
    try {
      open.add(client.start(port, random));
    } catch (SocketTimeoutException unanswered) {
      violations.add("a complete request got no response: " + client.text());
    }
  }

  private void check(ObservedServer server, long number) throws IOException, InterruptedException {
    violations.addAll(server.violations(number));
    count("checks by a client that keeps the rules");
  }

  private void count(String what) {
    counts.merge(what, 1L, Long::sum);
  }

  private void awaitDescriptors(ProcessUsage usage, long before)
      throws IOException, InterruptedException {
    long end = System.nanoTime() + UNTIL_CLOSED.toNanos();
    long now = usage.descriptors();
    while (now > before + DESCRIPTOR_TOLERANCE && System.nanoTime() < end) {
      Thread.sleep(CHECK_INTERVAL);
      now = usage.descriptors();
    }
    if (now > before + DESCRIPTOR_TOLERANCE)
      violations.add("%d descriptors are open, %d were before".formatted(now, before));
  }
}
