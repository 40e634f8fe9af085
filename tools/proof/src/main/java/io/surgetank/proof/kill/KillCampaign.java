package io.surgetank.proof.kill;

import io.surgetank.proof.campaign.Campaign;
import io.surgetank.proof.campaign.CampaignOutcome;
import io.surgetank.proof.campaign.CampaignSummary;
import io.surgetank.proof.campaign.Finding;
import io.surgetank.proof.campaign.Progress;
import io.surgetank.proof.server.AotCache;
import io.surgetank.proof.server.ServerClient;
import io.surgetank.proof.server.ServerProcess;
import io.surgetank.proof.server.ServerSetup;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/// Runs a server under load, kills it, starts it again, and checks all that it acknowledged.
public final class KillCampaign implements Campaign {
  private static final CampaignSummary SUMMARY =
      new CampaignSummary(
          "kill",
          "Killed processes",
          "A server under load is ended by SIGKILL at a random moment and started again on the same"
              + " folder.");

  private static final int CONNECTIONS = 8;
  private static final int LONGEST_LIFE_MILLIS = 600;

  private final KillPlan plan;
  private final Random random;
  private final AtomicLong sent = new AtomicLong();
  private final Queue<String> acknowledged = new ConcurrentLinkedQueue<>();
  private final List<Finding> findings = new ArrayList<>();

  public KillCampaign(KillPlan plan) {
    this.plan = plan;
    this.random = new Random(plan.seed());
  }

  @Override
  public CampaignSummary summary() {
    return SUMMARY;
  }

  @Override
  public String command() {
    return plan.command();
  }

  @Override
  public List<Long> seeds() {
    return List.of(plan.seed());
  }

  @Override
  public CampaignOutcome run(Path folder, Progress progress)
      throws IOException, InterruptedException {
    Optional<Path> aotCache = AotCache.train(folder);
    Path configuration =
        Files.writeString(
            folder.resolve("surgetank.yaml"),
            "pipelines:\n  orders:\n    intake: {path: /orders, schema: any.schema.json}\n");
    Files.writeString(folder.resolve("any.schema.json"), "{\"type\": \"object\"}");
    var setup =
        new ServerSetup(
            folder.resolve("data"),
            configuration,
            folder.resolve("server.log"),
            aotCache,
            List.of());
    for (int kill = 1; kill <= plan.kills(); kill++) {
      live(setup, random.nextInt(LONGEST_LIFE_MILLIS));
      progress.update(kill, plan.kills(), "kills", findings.size());
    }
    check(setup);
    Map<String, Long> counts = new LinkedHashMap<>();
    counts.put("SIGKILLs", (long) plan.kills());
    counts.put("jobs acknowledged", (long) acknowledged.size());
    return new CampaignOutcome(counts, findings);
  }

  private void live(ServerSetup setup, int millis) throws IOException, InterruptedException {
    try (ServerProcess server = setup.start()) {
      Optional<URI> url = server.awaitListening();
      if (url.isEmpty()) {
        found("the server ended before it listened");
        return;
      }
      try (var client = new ServerClient(url.get(), server.data());
          var senders = Executors.newVirtualThreadPerTaskExecutor()) {
        for (int i = 0; i < CONNECTIONS; i++) senders.execute(() -> sendUntilKilled(client));
        if (server.process().waitFor(millis, TimeUnit.MILLISECONDS)) found("the server ended");
        boolean _ = server.kill();
        client.abort();
      }
    }
  }

  private void sendUntilKilled(ServerClient client) {
    try {
      while (true) {
        var answer =
            client.post("/orders", "{\"n\":" + sent.incrementAndGet() + "}", Optional.empty());
        if (answer.status() == 202) acknowledged.add(answer.location().orElseThrow());
      }
    } catch (IOException killed) {
      return;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void check(ServerSetup setup) throws IOException, InterruptedException {
    try (ServerProcess server = setup.start();
        var client = new ServerClient(server.awaitListening().orElseThrow(), server.data())) {
      for (String location : acknowledged)
        if (client.get(location).status() != 200) found("lost " + location);
      if (!client.get("/ops/v1/verify").body().path("passes").asBoolean(false))
        found("verify has findings");
    }
  }

  private void found(String violation) {
    findings.add(new Finding(violation, command()));
  }
}
