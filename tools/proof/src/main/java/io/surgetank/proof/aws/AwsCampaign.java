package io.surgetank.proof.aws;

import io.surgetank.proof.campaign.Campaign;
import io.surgetank.proof.campaign.CampaignDescription;
import io.surgetank.proof.campaign.CampaignFinding;
import io.surgetank.proof.campaign.CampaignOutcome;
import io.surgetank.proof.campaign.CampaignProgress;
import io.surgetank.proof.history.HistoryLog;
import io.surgetank.proof.load.HistoryCounts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Runs many seeds.
///
/// @param first of the seeds
public record AwsCampaign(long first, int seedCount) implements Campaign {
  public static final CampaignDescription SUMMARY =
      new CampaignDescription(
          "aws",
          "On AWS",
          """
          The functions of the deployment zip run in one thread under a virtual clock, with the queues and timeouts that a
          deployment computes. Lambda, its event source mappings and SQS are simulated; the table is in DynamoDB Local. A
          seed chooses the requests, which are those of [killed processes](#killed-processes), the order of all steps, and
          the faults: calls of DynamoDB and SQS are throttled, fail, conflict, are executed in part, or time out before or
          after their effect, each alone or for longer than the SDK retries; functions are killed at any call and at any
          time; SQS delivers late, twice and again after a deletion, and moves messages to the dead-letter queue; an outage
          is longer than the queues keep messages.

          When all jobs have ended, the history is checked by the rules of [killed processes](#killed-processes): order
          within a key follows from the FIFO queue. `verify` recounts the table, no message is left, and the sweeper finds
          nothing to send. A job may be dead before its attempts are used up only if its message was in the dead-letter
          queue.
          """);

  public AwsCampaign {
    if (seedCount < 1) throw new IllegalArgumentException("at least one seed");
  }

  @Override
  public CampaignDescription summary() {
    return SUMMARY;
  }

  @Override
  public String command() {
    return command(first, seedCount);
  }

  private static String command(long seed, int seeds) {
    return "tools/proof/run aws --seeds %d --seed %d".formatted(seeds, seed);
  }

  @Override
  public CampaignOutcome run(Path folder, CampaignProgress progress) throws IOException {
    var findings = new ArrayList<CampaignFinding>();
    Map<String, Long> counts = new LinkedHashMap<>();
    var historyCounts = new HistoryCounts();
    int done = 0;
    try (var dynamo = LocalDynamo.start()) {
      AwsRun.loadClasses(dynamo);
      while (done < seedCount && !progress.isStopConditionMet()) {
        long seed = first + done++;
        AwsRunResult result = new AwsRun(seed, dynamo).run();
        historyCounts.add(result.history());
        result.counts().forEach((what, count) -> counts.merge(what, count, Long::sum));
        for (String violation : result.violations())
          findings.add(new CampaignFinding(violation, command(seed, 1)));
        if (!result.violations().isEmpty()) write(folder.resolve("seed-" + seed), result);
        progress.update(done, seedCount, "seeds", findings.size());
      }
    }
    Map<String, Long> all = new LinkedHashMap<>();
    all.put("seeds", (long) done);
    all.putAll(historyCounts.asMap());
    all.remove("attempts interrupted by a kill");
    all.putAll(counts);
    return new CampaignOutcome(all, List.copyOf(findings));
  }

  /// For the reader of a finding: the history and the last steps.
  private static void write(Path folder, AwsRunResult result) throws IOException {
    Files.createDirectories(folder);
    try (var log = new HistoryLog(folder.resolve("history"))) {
      result.history().forEach(log::append);
    }
    Files.write(folder.resolve("steps"), result.trace());
  }
}
