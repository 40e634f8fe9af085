package io.surgetank.proof.main;

import io.surgetank.proof.campaign.Campaign;
import io.surgetank.proof.overload.OverloadCampaign;
import io.surgetank.proof.overload.OverloadPlan;
import java.util.Optional;
import picocli.CommandLine.Command;

/// Runs the campaign of overload.
@Command(
    name = "overload",
    description = "Offer a server ten times what it can process, then 10,000 connections.",
    footer = {"", "Example:", "  tools/proof/run overload --minutes 3"})
final class OverloadCommand extends CampaignCommand {
  @Override
  Campaign campaign(long seed) {
    return new OverloadCampaign(OverloadPlan.ofMinutes(minutes().orElseThrow()));
  }

  @Override
  Optional<Integer> defaultMinutes() {
    return Optional.of(3);
  }

  /// They are the length of the overload.
  @Override
  Optional<Integer> limitMinutes() {
    return Optional.empty();
  }
}
