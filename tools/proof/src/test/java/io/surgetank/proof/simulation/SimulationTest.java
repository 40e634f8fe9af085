package io.surgetank.proof.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.surgetank.proof.campaign.BuildSeed;
import io.surgetank.proof.campaign.Progress;
import java.nio.file.Path;
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
            .run(folder, new Progress("simulation", System.out, System::nanoTime));

    System.out.println("SimulationTest " + outcome.counts());
    assertThat(outcome.findings()).isEmpty();
    assertThat(outcome.counts()).containsEntry("seeds", (long) SEEDS);
  }

  @Test
  void a_seed_is_one_run() {
    var first = new SeedRunner(SeedRunner.memoryOr(folder), Decorators.NONE);
    var second = new SeedRunner(SeedRunner.memoryOr(folder), Decorators.NONE);
    for (long seed = 0; seed < 20; seed++) {
      RunResult once = first.run(seed);
      RunResult again = second.run(seed);

      assertThat(again.trace()).isEqualTo(once.trace());
      assertThat(again.hash()).isEqualTo(once.hash());
      assertThat(once.counts().steps()).isPositive();
    }
    first.close();
    second.close();
  }
}
