package io.surgetank.proof.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.surgetank.proof.campaign.BuildSeed;
import io.surgetank.proof.campaign.CampaignOutcome;
import io.surgetank.proof.campaign.CampaignProgress;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AwsCampaignTest {
  private static final int SEEDS = 5;

  @TempDir private Path folder;

  @Test
  void no_fault_of_aws_breaks_a_promise() throws Exception {
    CampaignOutcome outcome =
        new AwsCampaign(BuildSeed.SEED, SEEDS)
            .run(folder, new CampaignProgress("aws", System.err, System::nanoTime));

    assertThat(outcome.findings()).isEmpty();
    assertThat(outcome.counts()).containsEntry("seeds", (long) SEEDS);
  }

  @Test
  void a_seed_gives_the_same_run_again() {
    try (var dynamo = LocalDynamo.start()) {
      AwsRun.loadClasses(dynamo);

      assertThat(new AwsRun(3, dynamo).run().hash()).isEqualTo(new AwsRun(3, dynamo).run().hash());
    }
  }
}
