package io.surgetank.proof.overload;

import static org.assertj.core.api.Assertions.assertThat;

import io.surgetank.proof.campaign.CampaignProgress;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The quick version of `tools/proof/run overload`, without limits that depend on the machine.
class OverloadCampaignTest {
  private static final OverloadLimits NONE =
      new OverloadLimits(
          0,
          Integer.MAX_VALUE,
          Integer.MAX_VALUE,
          Integer.MAX_VALUE,
          Integer.MAX_VALUE,
          Integer.MAX_VALUE,
          Integer.MAX_VALUE);

  @Test
  void ten_times_the_load_is_refused_in_part_and_nothing_acknowledged_is_lost(@TempDir Path folder)
      throws Exception {
    var plan = new OverloadPlan(Duration.ofMillis(400), Duration.ofSeconds(1), 50, 200, 1);

    var outcome =
        new OverloadCampaign(plan, NONE)
            .run(folder, new CampaignProgress("overload", System.out, System::nanoTime));

    System.out.println("OverloadCampaignTest " + outcome.counts());
    assertThat(outcome.findings()).isEmpty();
    assertThat(outcome.counts().get("of these refused with 503")).isPositive();
    assertThat(outcome.counts().get("jobs acknowledged in the whole run")).isPositive();
  }
}
