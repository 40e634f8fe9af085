package io.surgetank.proof.main;

import io.surgetank.proof.campaign.Campaign;
import io.surgetank.proof.simulation.SimulationCampaign;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Runs the campaign of simulated servers.
@Command(
    name = "simulation",
    description = "Simulate servers with faults, one run per seed; check every change of state.",
    footer = {
      "",
      "Examples:",
      "  tools/proof/run simulation --seeds 100000 --seed 1",
      "  tools/proof/run replay --seed 42 --actions 3,7"
    })
final class SimulationCommand extends CampaignCommand {
  @Option(
      names = "--seeds",
      paramLabel = "N",
      defaultValue = "100000",
      description = "How many seeds to run, from --seed upwards. Default: ${DEFAULT-VALUE}")
  private int seeds = 100_000;

  @Option(
      names = "--threads",
      paramLabel = "N",
      defaultValue = "2",
      description = "How many runs at the same time. Default: ${DEFAULT-VALUE}")
  private int threads = 2;

  @Override
  Campaign campaign(long seed) {
    return new SimulationCampaign(seed, seeds, threads);
  }
}
