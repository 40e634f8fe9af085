package io.surgetank.proof.durability;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.surgetank.proof.campaign.BuildSeed;
import io.surgetank.proof.campaign.CampaignProgress;
import io.surgetank.proof.campaign.SteppingProgress;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The quick version of `tools/proof/run damage`.
class DamageCampaignTest {
  private static final int STEP = 9_001;

  @TempDir private Path folder;

  @Test
  void a_damaged_store_reports_it_or_has_all_that_was_acknowledged() throws Exception {
    long seed = BuildSeed.SEED;
    System.out.println("seed " + seed);
    var progress =
        new CampaignProgress(
            "", new PrintStream(OutputStream.nullOutputStream(), false, UTF_8), System::nanoTime);

    var outcome = new DamageCampaign(STEP, seed).run(folder, progress);

    assertThat(outcome.findings()).as("seed " + seed).isEmpty();
    assertThat(outcome.counts()).containsKeys("flipped bit, refused", "truncated file, refused");
  }

  @Test
  void the_time_limit_ends_a_run_after_any_damage() throws Exception {
    var progress = SteppingProgress.of(Duration.ofSeconds(10));

    var outcome = new DamageCampaign(STEP, 1).run(folder, progress);

    long damages = outcome.counts().values().stream().mapToLong(Long::longValue).sum();
    assertThat(damages).isPositive();
    assertThat(progress.stopReason().orElseThrow())
        .startsWith("Stopped by the time limit of 1 min after %d of ".formatted(damages))
        .endsWith(" damages.");
  }
}
