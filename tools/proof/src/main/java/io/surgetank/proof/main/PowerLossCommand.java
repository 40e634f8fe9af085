package io.surgetank.proof.main;

import io.surgetank.proof.campaign.Campaign;
import io.surgetank.proof.durability.PowerLossCampaign;
import io.surgetank.proof.durability.PowerLossPlan;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Runs the campaign of power failures.
@Command(
    name = "power-loss",
    description =
        "Open a store as its disk could be after a power failure at any point; check all that was"
            + " acknowledged.",
    footer = {"", "Example:", "  tools/proof/run power-loss --images 1000000 --seed 42"})
final class PowerLossCommand extends CampaignCommand {
  @Option(
      names = "--images",
      paramLabel = "N",
      defaultValue = "1000000",
      description =
          "How many different images to open. Default: ${DEFAULT-VALUE}, which takes many hours")
  private long images = 1_000_000;

  @Option(
      names = "--per-recording",
      paramLabel = "N",
      defaultValue = "5000",
      description = "The maximum number of images of one recording. Default: ${DEFAULT-VALUE}")
  private long perRecording = 5_000;

  @Override
  Campaign campaign(long seed) {
    return new PowerLossCampaign(new PowerLossPlan(images, perRecording, seed));
  }
}
