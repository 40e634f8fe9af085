package io.surgetank.proof.main;

import io.surgetank.proof.aws.AwsCampaign;
import io.surgetank.proof.campaign.Campaign;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Runs the campaign of the functions for AWS.
@Command(
    name = "aws",
    description = "Run the functions for AWS on simulated services with faults, one run per seed.",
    footer = {"", "Example:", "  tools/proof/run aws --seeds 2000 --seed 1"})
final class AwsCommand extends CampaignCommand {
  @Option(
      names = "--seeds",
      paramLabel = "N",
      defaultValue = "2000",
      description = "How many seeds to run, from --seed upwards. Default: ${DEFAULT-VALUE}")
  private int seeds = 2_000;

  @Override
  Campaign campaign(long seed) {
    return new AwsCampaign(seed, seeds);
  }
}
