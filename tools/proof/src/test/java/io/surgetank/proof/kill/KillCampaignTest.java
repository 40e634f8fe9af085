package io.surgetank.proof.kill;

import static org.assertj.core.api.Assertions.assertThat;

import io.surgetank.proof.campaign.Progress;
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
        new KillCampaign(new KillPlan(KILLS, KILLS, Duration.ofHours(1), seed))
            .run(folder, new Progress("kill (seed " + seed + ")", System.out, System::nanoTime));

    System.out.println("KillCampaignTest " + outcome.counts());
    assertThat(outcome.findings()).isEmpty();
    assertThat(outcome.counts()).containsEntry("SIGKILLs", (long) KILLS);
    assertThat(outcome.counts().get("jobs acknowledged")).isPositive();
  }
}
