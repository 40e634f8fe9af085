package io.surgetank.proof.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.surgetank.proof.campaign.BuildSeed;
import io.surgetank.proof.campaign.CampaignProgress;
import io.surgetank.proof.campaign.SteppingProgress;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SimulationTest {
  private static final int SEEDS = 150;

  @TempDir private Path folder;

  @Test
  void no_promise_is_violated() throws Exception {
    long seed = BuildSeed.SEED;
    System.out.println("SimulationTest seed " + seed);

    var outcome =
        new SimulationCampaign(seed, SEEDS, 2)
            .run(folder, new CampaignProgress("simulation", System.out, System::nanoTime));

    System.out.println("SimulationTest " + outcome.counts());
    assertThat(outcome.findings()).isEmpty();
    assertThat(outcome.counts()).containsEntry("seeds", (long) SEEDS);
  }

  @Test
  void only_the_seeds_before_the_time_limit_are_counted() throws Exception {
    var progress = SteppingProgress.of(Duration.ofSeconds(6));

    var outcome = new SimulationCampaign(1, SEEDS, 2).run(folder, progress);

    long seeds = outcome.counts().get("seeds");
    assertThat(seeds).isPositive();
    assertThat(progress.stopReason())
        .contains("Stopped by the time limit of 1 min after %d of 150 seeds.".formatted(seeds));
  }

  @Test
  void a_seed_is_one_run() {
    var first = new SeedRunner(SeedRunner.memoryOr(folder), Decorators.NONE);
    var second = new SeedRunner(SeedRunner.memoryOr(folder), Decorators.NONE);
    for (long seed = 0; seed < 20; seed++) {
      SimulationResult once = first.run(seed);
      SimulationResult again = second.run(seed);

      assertThat(again.trace()).isEqualTo(once.trace());
      assertThat(again.hash()).isEqualTo(once.hash());
      assertThat(once.counts().steps()).isPositive();
    }
    first.close();
    second.close();
  }
}
