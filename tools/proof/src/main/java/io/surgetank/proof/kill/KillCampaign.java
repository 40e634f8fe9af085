package io.surgetank.proof.kill;

import io.surgetank.proof.campaign.Campaign;
import io.surgetank.proof.campaign.CampaignDescription;
import io.surgetank.proof.campaign.CampaignFinding;
import io.surgetank.proof.campaign.CampaignOutcome;
import io.surgetank.proof.campaign.CampaignProgress;
import io.surgetank.proof.campaign.Folders;
import io.surgetank.proof.load.HistoryCounts;
import io.surgetank.proof.server.AotCache;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/// Runs a server under load, kills it, starts it again, and checks all that it acknowledged.
public final class KillCampaign implements Campaign {
  public static final CampaignDescription SUMMARY =
      new CampaignDescription(
          "kill",
          "Killed processes",
          """
          A server process is ended by SIGKILL at a random moment and started again on the same data folder. %d clients
          send single submissions and batches, repeats of them with the same and with other payloads under the same
          `Idempotency-Key`, cancellations and redrives. The handler works quickly or slowly, fails once, always, or
          gives up. About a third of the jobs have an ordering key. One in %d kills happens during startup and recovery.

          Clients and handlers append what they do to one file, so that the order is known. After a restart under load,
          one client reads back the jobs acknowledged since the last such read. The final check covers every job: after
          %d kills, when all jobs have ended, the history is checked:

          - Every acknowledged job, cancellation, redrive and key is kept.
          - No payload is stored twice, and no job is stored that was not sent.
          - Attempts have increasing numbers and never overlap. None is missing from the record, and none follows a final
            status.
          - A job has one result, and is dead only when its attempts are used up or the handler gave up.
          - Jobs with the same ordering key run one after another in the order of acceptance.
          - The counters match the records (`surgetank verify`, also under load).
          """
              .formatted(
                  StoreLifetimes.CLIENTS,
                  KillMoment.ONE_DURING_START_IN,
                  KillPlan.KILLS_PER_STORE));

  /// More of one store are of no use.
  private static final int MAX_FINDINGS_PER_STORE = 10;

  private final KillPlan plan;
  private final Random random;
  private final StartTimes startTimes = new StartTimes(System::nanoTime);
  private final HistoryCounts historyCounts = new HistoryCounts();
  private final List<CampaignFinding> findings = new ArrayList<>();
  private long kills;
  private long killsDuringStart;
  private long stores;

  /// A run of this size.
  public KillCampaign(KillPlan plan) {
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
    while (kills < plan.kills() && !progress.isStopConditionMet()) {
      Path store = Files.createDirectory(folder.resolve("store-" + ++stores));
      if (useStore(store, aotCache, progress)) Folders.remove(store);
      else progress.note("found a violation; the store and the history are in " + store);
    }
    Map<String, Long> counts = new LinkedHashMap<>();
    counts.put("SIGKILLs", kills);
    counts.put("of these during the start", killsDuringStart);
    counts.put("data folders", stores);
    counts.putAll(historyCounts.asMap());
    return new CampaignOutcome(counts, findings);
  }

  /// Returns whether nothing was found.
  private boolean useStore(Path folder, Optional<Path> aotCache, CampaignProgress progress)
      throws IOException, InterruptedException {
    try (var store = new StoreLifetimes(folder, aotCache, random, startTimes)) {
      long end = Math.min(plan.kills(), kills + plan.killsPerStore());
      while (kills < end && !progress.isStopConditionMet()) {
        KillMoment moment = KillMoment.random(random, startTimes.usual());
        if (moment instanceof KillMoment.DuringStart) killsDuringStart++;
        store.liveAndDie(moment);
        progress.update(++kills, plan.kills(), "kills", findings.size());
      }
      List<String> violations = store.check(historyCounts);
      for (String violation :
          violations.subList(0, Math.min(violations.size(), MAX_FINDINGS_PER_STORE)))
        findings.add(new CampaignFinding(violation, command()));
      progress.update(kills, plan.kills(), "kills", findings.size());
      return violations.isEmpty();
    }
  }
}
