package io.surgetank.proof.kill;

import io.surgetank.proof.campaign.Campaign;
import io.surgetank.proof.campaign.CampaignOutcome;
import io.surgetank.proof.campaign.CampaignSummary;
import io.surgetank.proof.campaign.Finding;
import io.surgetank.proof.campaign.Folders;
import io.surgetank.proof.campaign.Progress;
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
  private static final CampaignSummary SUMMARY =
      new CampaignSummary(
          "kill",
          "Killed processes",
          """
          A server process is ended by SIGKILL at a random moment and started again on the same data folder. Six clients
          send single submissions and batches, repeats of them with the same and with other payloads under the same
          `Idempotency-Key`, cancellations and redrives; the handler works quickly or slowly, fails once, always, or
          gives up; a third of the jobs have an ordering key. One of four kills is during the start and the recovery.

          Clients and handlers append what they do to one file, so that the order is known. After each start, all that
          was acknowledged before the kill is read again. After twenty kills, when all jobs have ended, the history is
          checked: every acknowledged job, cancellation, redrive and key is kept; no payload is stored twice and no job
          is stored that was not sent; attempts have increasing numbers and never overlap, none is missing from the
          record, and none follows a final status; a job has one result, and is dead only when its attempts are used up
          or the handler gave up; jobs with the same ordering key run one after another in the order of acceptance; and
          the counters match the records (`surgetank verify`, also under load).
          """);

  /// More of one store are of no use.
  private static final int MAX_FINDINGS_PER_STORE = 10;

  private final KillPlan plan;
  private final Random random;
  private final StartTimes startTimes = new StartTimes(System::nanoTime);
  private final HistoryCounts historyCounts = new HistoryCounts();
  private final List<Finding> findings = new ArrayList<>();
  private long kills;
  private long killsDuringStart;
  private long stores;

  /// A run of this size.
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
    long start = startTimes.now();
    while (kills < plan.kills() && startTimes.now() - start < plan.limit().toNanos()) {
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
  private boolean useStore(Path folder, Optional<Path> aotCache, Progress progress)
      throws IOException, InterruptedException {
    try (var store = new StoreRun(folder, aotCache, random, startTimes)) {
      long end = Math.min(plan.kills(), kills + plan.killsPerStore());
      while (kills < end) {
        KillMoment moment = KillMoment.random(random, startTimes.usual());
        if (moment instanceof KillMoment.DuringStart) killsDuringStart++;
        store.liveAndDie(moment);
        progress.update(++kills, plan.kills(), "kills", findings.size());
      }
      List<String> violations = store.check(historyCounts);
      for (String violation :
          violations.subList(0, Math.min(violations.size(), MAX_FINDINGS_PER_STORE)))
        findings.add(new Finding(violation, command()));
      return violations.isEmpty();
    }
  }
}
