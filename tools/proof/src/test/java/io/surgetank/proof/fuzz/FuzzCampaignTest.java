package io.surgetank.proof.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import io.surgetank.proof.campaign.BuildSeed;
import io.surgetank.proof.campaign.CampaignProgress;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FuzzCampaignTest {
  private static final int RUNS = 2_000;

  @TempDir private Path folder;

  @Test
  void no_input_is_answered_by_an_exception_or_read_in_two_ways() throws Exception {
    System.out.println("FuzzCampaignTest seed " + BuildSeed.SEED);

    var outcome =
        new FuzzCampaign(new FuzzPlan(RUNS, List.of(TargetName.values()), BuildSeed.SEED))
            .run(folder, new CampaignProgress("fuzz", System.out, System::nanoTime));

    System.out.println("FuzzCampaignTest " + outcome.counts());
    assertThat(outcome.findings()).isEmpty();
    assertThat(outcome.counts().get("inputs")).isGreaterThanOrEqualTo(RUNS);
    for (TargetName target : TargetName.values())
      assertThat(outcome.counts().get("inputs of `" + target.text() + "`")).isPositive();
  }
}
