package io.surgetank.proof.durability;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.surgetank.proof.campaign.BuildSeed;
import io.surgetank.proof.campaign.Progress;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
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
        new Progress(
            "", new PrintStream(OutputStream.nullOutputStream(), false, UTF_8), System::nanoTime);

    var outcome = new DamageCampaign(STEP, seed).run(folder, progress);

    assertThat(outcome.findings()).as("seed " + seed).isEmpty();
    assertThat(outcome.counts()).containsKeys("flipped bit, refused", "truncated file, refused");
  }
}
