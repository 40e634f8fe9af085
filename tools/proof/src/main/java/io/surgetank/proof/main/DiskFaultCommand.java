package io.surgetank.proof.main;

import io.surgetank.proof.campaign.Campaign;
import io.surgetank.proof.durability.DiskFaultCampaign;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Runs the campaign of disk faults.
@Command(
    name = "disk-faults",
    description =
        "Let each call to the disk fail while a store is used; check all that was acknowledged.",
    footer = {"", "Example:", "  tools/proof/run disk-faults --runs 3 --seed 42"})
final class DiskFaultCommand extends CampaignCommand {
  @Option(
      names = "--runs",
      paramLabel = "N",
      defaultValue = "3",
      description = "How often to let every call fail. Default: ${DEFAULT-VALUE}, about 10 minutes")
  private long runs = 3;

  @Override
  Campaign campaign(long seed) {
    return new DiskFaultCampaign(runs, seed);
  }
}
