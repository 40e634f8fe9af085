package io.surgetank.proof.concurrent;

import static org.assertj.core.api.Assertions.assertThat;

import io.surgetank.proof.campaign.CampaignProgress;
import io.surgetank.proof.campaign.SteppingProgress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HistoryCampaignTest {
  @Test
  void the_history_of_concurrent_clients_follows_all_rules(@TempDir Path folder) throws Exception {
    long seed = new Random().nextLong(1_000_000);
    System.out.println("HistoryCampaignTest seed " + seed);

    var outcome =
        new HistoryCampaign(new HistoryPlan(1, 1_500, 16, seed))
            .run(
                folder,
                new CampaignProgress("history (seed " + seed + ")", System.out, System::nanoTime));

    System.out.println("HistoryCampaignTest " + outcome.counts());
    assertThat(outcome.findings()).isEmpty();
    assertThat(outcome.counts().get("jobs acknowledged")).isPositive();
    assertThat(outcome.counts()).containsEntry("attempts interrupted by a kill", 0L);
  }

  @Test
  void only_the_histories_before_the_time_limit_are_counted(@TempDir Path folder) throws Exception {
    var progress = SteppingProgress.of(Duration.ofSeconds(25));

    var outcome = new HistoryCampaign(new HistoryPlan(5, 50, 2, 1)).run(folder, progress);

    assertThat(outcome.counts()).containsEntry("histories", 1L);
    assertThat(progress.stopReason())
        .contains("Stopped by the time limit of 1 min after 1 of 5 histories.");
  }
}
