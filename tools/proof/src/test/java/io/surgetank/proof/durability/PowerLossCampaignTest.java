package io.surgetank.proof.durability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.surgetank.proof.campaign.BuildSeed;
import io.surgetank.proof.campaign.SteppingProgress;
import io.surgetank.proof.disk.Recorder;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PowerLossCampaignTest {
  @TempDir private Path folder;

  @Test
  void the_time_limit_ends_a_run_within_a_recording() throws Exception {
    assumeTrue(
        Recorder.compiler().isPresent(), "there is no C compiler, or the system is not Linux");
    var progress = SteppingProgress.of(Duration.ofSeconds(6));

    var outcome =
        new PowerLossCampaign(new PowerLossPlan(5_000, 5_000, BuildSeed.SEED))
            .run(folder, progress);

    assertThat(outcome.findings()).isEmpty();
    assertThat(outcome.counts()).containsEntry("recordings", 1L);
    long images = outcome.counts().get("distinct images");
    assertThat(images).isPositive();
    assertThat(progress.stopReason())
        .contains("Stopped by the time limit of 1 min after %d of 5,000 images.".formatted(images));
  }
}
