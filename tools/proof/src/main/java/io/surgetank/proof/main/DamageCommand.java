package io.surgetank.proof.main;

import io.surgetank.proof.campaign.Campaign;
import io.surgetank.proof.durability.DamageCampaign;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Runs the campaign of damaged files.
@Command(
    name = "damage",
    description = "Damage the files of a store; check that it serves nothing wrong silently.",
    footer = {"", "Example:", "  tools/proof/run damage --step 64 --seed 42"})
final class DamageCommand extends CampaignCommand {
  @Option(
      names = "--step",
      paramLabel = "N",
      defaultValue = "64",
      description = "Damage every n-th byte. Default: ${DEFAULT-VALUE}, about 20 minutes")
  private int step = 64;

  @Override
  Campaign campaign(long seed) {
    return new DamageCampaign(step, seed);
  }
}
