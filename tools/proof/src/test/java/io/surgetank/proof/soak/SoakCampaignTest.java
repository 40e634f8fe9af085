package io.surgetank.proof.soak;

import static org.assertj.core.api.Assertions.assertThat;

import io.surgetank.proof.campaign.CampaignProgress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The quick version of `tools/proof/run soak`; its samples are too few for a trend.
class SoakCampaignTest {
  private static final int SAMPLES = 3;

  /// An empty table has one page.
  private static final long PAGE_KIB = 4;

  @Test
  void all_jobs_of_a_steady_load_end_and_expire(@TempDir Path folder) throws Exception {
    long seed = new Random().nextLong(1_000_000);
    System.out.println("SoakCampaignTest seed " + seed);
    var plan =
        new SoakPlan(
            Duration.ofSeconds(2), SAMPLES, Duration.ofSeconds(1), List.of("-Xmx256m"), seed);

    var outcome =
        new SoakCampaign(plan)
            .run(folder, new CampaignProgress("soak", System.out, System::nanoTime));

    System.out.println("SoakCampaignTest " + outcome.counts());
    assertThat(outcome.findings()).isEmpty();
    assertThat(outcome.counts().get("jobs acknowledged")).isPositive();
    assertThat(outcome.series().orElseThrow().values().values())
        .allMatch(values -> values.size() == SAMPLES);
    assertThat(outcome.series().orElseThrow().values().get("audit log, KiB"))
        .allMatch(size -> size >= PAGE_KIB);
  }
}
