package io.surgetank.proof.main;

import io.surgetank.proof.campaign.Campaign;
import io.surgetank.proof.planted.PlantedFault;
import io.surgetank.proof.planted.PlantedFaultCampaign;
import io.surgetank.proof.planted.PlantedFaultList;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Runs the campaign of planted faults.
@Command(
    name = "planted-faults",
    description = "Plant faults in the source code; check that the campaigns find them.",
    footer = {
      "",
      "Examples:",
      "  tools/proof/run planted-faults --seed 1",
      "  tools/proof/run planted-faults --only lease-not-checked --no-record"
    })
final class PlantedFaultCommand extends CampaignCommand {
  @Option(
      names = "--list",
      paramLabel = "FILE",
      defaultValue = "tools/proof/planted-faults.yaml",
      description = "The faults. Default: ${DEFAULT-VALUE}")
  private Path list = Path.of("tools/proof/planted-faults.yaml");

  @Option(
      names = "--only",
      paramLabel = "NAME",
      split = ",",
      description = "Only these faults. Default: all")
  private List<String> only = List.of();

  @Override
  Campaign campaign(long seed) {
    return new PlantedFaultCampaign(
        Path.of("").toAbsolutePath(), selected(), Main.class.getName(), seed, only);
  }

  private List<PlantedFault> selected() {
    List<PlantedFault> all = read();
    List<String> names = all.stream().map(PlantedFault::name).toList();
    for (String name : only)
      if (!names.contains(name))
        throw new IllegalArgumentException("no such fault: " + name + "; there are " + names);
    return only.isEmpty()
        ? all
        : all.stream().filter(fault -> only.contains(fault.name())).toList();
  }

  private List<PlantedFault> read() {
    try {
      return PlantedFaultList.read(list);
    } catch (IOException unreadable) {
      throw new UncheckedIOException("cannot read " + list, unreadable);
    }
  }
}
