package io.surgetank.proof.main;

import io.surgetank.proof.aws.AwsCampaign;
import io.surgetank.proof.campaign.CampaignDescription;
import io.surgetank.proof.clients.HostileClientsCampaign;
import io.surgetank.proof.concurrent.HistoryCampaign;
import io.surgetank.proof.durability.DamageCampaign;
import io.surgetank.proof.durability.DiskFaultCampaign;
import io.surgetank.proof.durability.PowerLossCampaign;
import io.surgetank.proof.fuzz.FuzzCampaign;
import io.surgetank.proof.interleaving.ConcurrencyCampaign;
import io.surgetank.proof.kill.KillCampaign;
import io.surgetank.proof.mutations.MutationCampaign;
import io.surgetank.proof.overload.OverloadCampaign;
import io.surgetank.proof.planted.PlantedFaultCampaign;
import io.surgetank.proof.simulation.SimulationCampaign;
import io.surgetank.proof.soak.SoakCampaign;
import java.util.List;

/// All campaigns, in the order of docs/reliability.md.
final class Campaigns {
  static final List<CampaignDescription> ALL =
      List.of(
          KillCampaign.SUMMARY,
          HistoryCampaign.SUMMARY,
          PowerLossCampaign.SUMMARY,
          DiskFaultCampaign.SUMMARY,
          DamageCampaign.SUMMARY,
          SimulationCampaign.SUMMARY,
          ConcurrencyCampaign.SUMMARY,
          FuzzCampaign.SUMMARY,
          HostileClientsCampaign.SUMMARY,
          OverloadCampaign.SUMMARY,
          SoakCampaign.SUMMARY,
          AwsCampaign.SUMMARY,
          PlantedFaultCampaign.SUMMARY,
          MutationCampaign.SUMMARY);

  private Campaigns() {}
}
