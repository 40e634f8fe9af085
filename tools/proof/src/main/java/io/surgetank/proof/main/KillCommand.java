package io.surgetank.proof.main;

import io.surgetank.proof.campaign.Campaign;
import io.surgetank.proof.kill.KillCampaign;
import io.surgetank.proof.kill.KillPlan;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Runs the campaign of killed processes.
@Command(
    name = "kill",
    description = "Kill a server under load at random moments; check all that it acknowledged.",
    footer = {"", "Example:", "  tools/proof/run kill --kills 2000 --seed 42"})
final class KillCommand extends CampaignCommand {
  @Option(
      names = "--kills",
      paramLabel = "N",
      defaultValue = "2000",
      description = "How often to kill the server. Default: ${DEFAULT-VALUE}, about an hour")
  private int kills = 2000;

  @Override
  Campaign campaign(long seed) {
    return new KillCampaign(new KillPlan(kills, KillPlan.KILLS_PER_STORE, seed));
  }

  @Override
  Optional<Integer> defaultMinutes() {
    return Optional.of(120);
  }
}
