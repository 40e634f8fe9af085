package io.surgetank.proof.main;

import io.surgetank.proof.campaign.Campaign;
import io.surgetank.proof.clients.HostileClientsCampaign;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Runs the campaign of hostile clients.
@Command(
    name = "clients",
    description = "Attack a server by slow, malformed and abandoned requests.",
    footer = {"", "Example:", "  tools/proof/run clients --attacks 20000 --seed 42"})
final class HostileClientsCommand extends CampaignCommand {
  @Option(
      names = "--attacks",
      paramLabel = "N",
      defaultValue = "20000",
      description = "How many connections. Default: ${DEFAULT-VALUE}")
  private int attacks = 20_000;

  @Override
  Campaign campaign(long seed) {
    return new HostileClientsCampaign(attacks, seed);
  }
}
