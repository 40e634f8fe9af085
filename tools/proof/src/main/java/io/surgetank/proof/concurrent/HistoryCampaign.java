package io.surgetank.proof.concurrent;

import io.surgetank.proof.campaign.Campaign;
import io.surgetank.proof.campaign.CampaignDescription;
import io.surgetank.proof.campaign.CampaignFinding;
import io.surgetank.proof.campaign.CampaignOutcome;
import io.surgetank.proof.campaign.CampaignProgress;
import io.surgetank.proof.campaign.Folders;
import io.surgetank.proof.history.HistoryLog;
import io.surgetank.proof.load.FinalCheck;
import io.surgetank.proof.load.HistoryCounts;
import io.surgetank.proof.load.KnownJobs;
import io.surgetank.proof.load.LoadServer;
import io.surgetank.proof.load.MixedLoad;
import io.surgetank.proof.load.RecordingClient;
import io.surgetank.proof.server.AotCache;
import io.surgetank.proof.server.KillableServer;
import io.surgetank.proof.server.ServerClient;
import io.surgetank.proof.server.ServerSetup;
import java.io.IOException;
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
import java.util.concurrent.CountDownLatch;

/// Records what many clients send and are answered at the same time, and checks each history.
public final class HistoryCampaign implements Campaign {
  public static final CampaignDescription SUMMARY =
      new CampaignDescription(
          "history",
          "Concurrent clients",
          """
          Many clients send the requests of [killed processes](#killed-processes) to one server at the same time, which is
          not killed. When all jobs have ended, the history is checked by the same rules; no attempt may be abandoned.
          """);

  private final HistoryPlan plan;
  private final Random random;
  private final HistoryCounts historyCounts = new HistoryCounts();
  private final List<CampaignFinding> findings = new ArrayList<>();

  /// A run of this size.
  public HistoryCampaign(HistoryPlan plan) {
    this.plan = plan;
    this.random = new Random(plan.seed());
  }

  @Override
  public CampaignDescription summary() {
    return SUMMARY;
  }

  @Override
  public String command() {
    return plan.command();
  }

  @Override
  public CampaignOutcome run(Path folder, CampaignProgress progress)
      throws IOException, InterruptedException {
    Optional<Path> aotCache = AotCache.train(folder);
    long histories = 0;
    while (histories < plan.histories() && !progress.isStopConditionMet()) {
      Path store = Files.createDirectory(folder.resolve("store-" + ++histories));
      List<String> violations = record(store, aotCache);
      for (String violation : violations) findings.add(new CampaignFinding(violation, command()));
      if (violations.isEmpty()) Folders.remove(store);
      progress.update(histories, plan.histories(), "histories", findings.size());
    }
    Map<String, Long> counts = new LinkedHashMap<>();
    counts.put("histories", histories);
    counts.put("clients in each", (long) plan.clients());
    counts.putAll(historyCounts.asMap());
    return new CampaignOutcome(counts, findings);
  }

  private List<String> record(Path folder, Optional<Path> aotCache)
      throws IOException, InterruptedException {
    ServerSetup setup = LoadServer.setup(folder, aotCache);
    Queue<String> violations = new ConcurrentLinkedQueue<>();
    try (var history = new HistoryLog(LoadServer.history(folder));
        KillableServer server = setup.start();
        var client = new ServerClient(server.awaitListening().orElseThrow(), server.data())) {
      var answers = new CountDownLatch(plan.requests());
      var recordingClient =
          new RecordingClient(client, history, new KnownJobs(), answers, violations::add);
      new MixedLoad(recordingClient, () -> answers.getCount() > 0)
          .run(plan.clients(), random.nextLong());
      violations.addAll(new FinalCheck(history, historyCounts, System::nanoTime).check(client));
    }
    return List.copyOf(violations);
  }
}
