package io.surgetank.proof.main;

import io.surgetank.proof.campaign.Campaign;
import io.surgetank.proof.soak.SoakCampaign;
import io.surgetank.proof.soak.SoakPlan;
import java.util.Optional;
import picocli.CommandLine.Command;

/// Runs the campaign of long runs.
@Command(
    name = "soak",
    description = "Run a server under a steady load; check that its use of resources is flat.",
    footer = {"", "Example:", "  tools/proof/run soak --minutes 60"})
final class SoakCommand extends CampaignCommand {
  @Override
  Campaign campaign(long seed) {
    return new SoakCampaign(SoakPlan.ofMinutes(minutes().orElseThrow(), seed));
  }

  @Override
  Optional<Integer> defaultMinutes() {
    return Optional.of(60);
  }

  /// They are the length of the run.
  @Override
  Optional<Integer> limitMinutes() {
    return Optional.empty();
  }
}
