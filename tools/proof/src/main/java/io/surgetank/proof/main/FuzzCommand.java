package io.surgetank.proof.main;

import io.surgetank.proof.campaign.Campaign;
import io.surgetank.proof.fuzz.FuzzCampaign;
import io.surgetank.proof.fuzz.FuzzPlan;
import io.surgetank.proof.fuzz.TargetName;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Runs the campaign of hostile input.
@Command(
    name = "fuzz",
    description =
        "Give arbitrary bytes to the parsers of requests, bodies, configurations and schemas.",
    footer = {"", "Example:", "  tools/proof/run fuzz --runs 10000000 --seed 42"})
final class FuzzCommand extends CampaignCommand {
  @Option(
      names = "--runs",
      paramLabel = "N",
      defaultValue = "10000000",
      description = "How many inputs. Default: ${DEFAULT-VALUE}")
  private long runs = 10_000_000;

  @Option(
      names = "--target",
      paramLabel = "NAME",
      description =
          "Only this one: http, api, bodies, patterns, configurations or schemas. Default: all")
  private Optional<String> target = Optional.empty();

  @Override
  Campaign campaign(long seed) {
    return new FuzzCampaign(
        new FuzzPlan(
            runs, target.map(FuzzCommand::only).orElse(List.of(TargetName.values())), seed));
  }

  private static List<TargetName> only(String name) {
    return List.of(named(name));
  }

  static TargetName named(String name) {
    return TargetName.of(name)
        .orElseThrow(() -> new IllegalArgumentException("no such target: " + name));
  }
}
