package io.surgetank.proof.main;

import io.surgetank.proof.campaign.CampaignExitCodes;
import io.surgetank.proof.simulation.SimulationReplay;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Repeats one simulated run.
@Command(name = "replay", description = "Repeat one run of the simulation and print its steps.")
final class ReplayCommand implements Callable<Integer> {
  @Option(names = "--seed", paramLabel = "N", required = true, description = "The seed of the run.")
  private long seed;

  @Option(
      names = "--actions",
      paramLabel = "N,…",
      split = ",",
      description = "The numbers of the actions to keep. Default: all")
  private List<Integer> actions = List.of();

  @Override
  public Integer call() {
    return SimulationReplay.print(seed, actions, System.out)
        ? CampaignExitCodes.FAULT_FOUND
        : CampaignExitCodes.NOTHING_FOUND;
  }
}
