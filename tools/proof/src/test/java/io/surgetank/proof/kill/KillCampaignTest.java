package io.surgetank.proof.kill;

import static org.assertj.core.api.Assertions.assertThat;

import io.surgetank.proof.campaign.CampaignProgress;
import io.surgetank.proof.campaign.SteppingProgress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KillCampaignTest {
  private static final int KILLS = 6;

  @Test
  void nothing_acknowledged_is_lost_when_the_server_is_killed_six_times(@TempDir Path folder)
      throws Exception {
    long seed = new Random().nextLong(1_000_000);
    System.out.println("KillCampaignTest seed " + seed);

    var outcome =
        new KillCampaign(new KillPlan(KILLS, KILLS, seed))
            .run(
                folder,
                new CampaignProgress("kill (seed " + seed + ")", System.out, System::nanoTime));

    System.out.println("KillCampaignTest " + outcome.counts());
    assertThat(outcome.findings()).isEmpty();
    assertThat(outcome.counts()).containsEntry("SIGKILLs", (long) KILLS);
    assertThat(outcome.counts().get("jobs acknowledged")).isPositive();
  }

  @Test
  void the_time_limit_ends_a_run_before_all_kills_of_a_store(@TempDir Path folder)
      throws Exception {
    var progress = SteppingProgress.of(Duration.ofSeconds(20));

    var outcome = new KillCampaign(new KillPlan(KILLS, KILLS, 1)).run(folder, progress);

    assertThat(outcome.counts()).containsEntry("SIGKILLs", 1L).containsEntry("data folders", 1L);
    assertThat(progress.stopReason())
        .contains("Stopped by the time limit of 1 min after 1 of 6 kills.");
  }
}
