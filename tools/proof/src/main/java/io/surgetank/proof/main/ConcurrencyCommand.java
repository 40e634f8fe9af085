package io.surgetank.proof.main;

import io.surgetank.proof.campaign.Campaign;
import io.surgetank.proof.interleaving.ConcurrencyCampaign;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Runs the campaign of controlled threads.
@Command(
    name = "concurrency",
    description = "Let threads call a store and a worker pool in many orders of their steps.",
    footer = {
      "",
      "Examples:",
      "  tools/proof/run concurrency --iterations 1000 --seed 42",
      "  tools/proof/run concurrency --only submissions-during-close --no-record"
    })
final class ConcurrencyCommand extends CampaignCommand {
  @Option(
      names = "--iterations",
      paramLabel = "N",
      defaultValue = "1000",
      description = "How often to execute each scenario. Default: ${DEFAULT-VALUE}")
  private int iterations = 1_000;

  @Option(
      names = "--only",
      paramLabel = "NAME",
      split = ",",
      description = "Only these scenarios. Default: all")
  private List<String> only = List.of();

  @Override
  Campaign campaign(long seed) {
    return new ConcurrencyCampaign(Path.of("tools/proof/target"), iterations, seed, only);
  }
}
