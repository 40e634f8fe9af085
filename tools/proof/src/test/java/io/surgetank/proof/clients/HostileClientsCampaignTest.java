package io.surgetank.proof.clients;

import static org.assertj.core.api.Assertions.assertThat;

import io.surgetank.proof.campaign.CampaignProgress;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HostileClientsCampaignTest {
  private static final int ATTACKS = 300;

  @Test
  void other_clients_are_served_and_nothing_remains(@TempDir Path folder) throws Exception {
    long seed = new Random().nextLong(1_000_000);
    System.out.println("HostileClientsCampaignTest seed " + seed);

    var outcome =
        new HostileClientsCampaign(ATTACKS, seed)
            .run(folder, new CampaignProgress("clients", System.out, System::nanoTime));

    System.out.println("HostileClientsCampaignTest " + outcome.counts());
    assertThat(outcome.findings()).isEmpty();
    assertThat(outcome.counts()).containsEntry("attacks", (long) ATTACKS);
  }
}
