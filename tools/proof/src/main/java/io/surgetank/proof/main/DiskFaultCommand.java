package io.surgetank.proof.main;

import io.surgetank.proof.campaign.Campaign;
import io.surgetank.proof.durability.DiskFaultCampaign;
import io.surgetank.proof.durability.FaultGroup;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Runs the campaign of disk faults.
@Command(
    name = "disk-faults",
    description =
        "Let each call to the disk fail while a store is used; check all that was acknowledged.",
    footer = {
      "",
      "Examples:",
      "  tools/proof/run disk-faults --runs 3 --seed 42",
      "  tools/proof/run disk-faults --runs 1 --only overlapping"
    })
final class DiskFaultCommand extends CampaignCommand {
  @Option(
      names = "--runs",
      paramLabel = "N",
      defaultValue = "3",
      description = "How often to let every call fail. Default: ${DEFAULT-VALUE}, about 20 minutes")
  private long runs = 3;

  @Option(
      names = "--only",
      paramLabel = "USE",
      split = ",",
      description = {
        "Only faults during this use of the store:",
        "serial: one call after another",
        "overlapping: a flush, appends and a checkpoint at the same time",
        "start: a start after a kill",
        "Default: all"
      })
  private List<String> only = List.of();

  @Override
  Campaign campaign(long seed) {
    return new DiskFaultCampaign(
        runs,
        seed,
        only.isEmpty()
            ? List.of(FaultGroup.values())
            : only.stream().map(DiskFaultCommand::named).toList());
  }

  private static FaultGroup named(String use) {
    for (FaultGroup group : FaultGroup.values())
      if (group.name().equals(use.toUpperCase(Locale.ROOT))) return group;
    throw new IllegalArgumentException("no such use: " + use);
  }
}
