package io.surgetank.proof.interleaving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.surgetank.proof.campaign.BuildSeed;
import io.surgetank.proof.campaign.CampaignProgress;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The quick version of `tools/proof/run concurrency`.
class ConcurrencyCampaignTest {
  private static final int ITERATIONS = 6;

  @TempDir private Path folder;

  @BeforeAll
  static void requires_fray() {
    Optional<String> unsupported = ConcurrencyCampaign.unsupported();
    unsupported.ifPresent(why -> System.err.println("ConcurrencyCampaignTest is skipped: " + why));
    assumeTrue(unsupported.isEmpty(), unsupported::get);
  }

  @Test
  void every_scenario_holds_in_each_order_that_is_tried() throws Exception {
    var outcome =
        new ConcurrencyCampaign(Path.of("target"), ITERATIONS, BuildSeed.SEED, List.of())
            .run(folder, new CampaignProgress("concurrency", System.out, System::nanoTime));

    System.out.println("ConcurrencyCampaignTest " + outcome.counts());
    assertThat(outcome.findings()).isEmpty();
    assertThat(outcome.counts())
        .containsEntry("executions", (long) ITERATIONS * Scenarios.ALL.size());
  }
}
