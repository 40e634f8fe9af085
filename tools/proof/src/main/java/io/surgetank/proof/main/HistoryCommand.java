package io.surgetank.proof.main;

import io.surgetank.proof.campaign.Campaign;
import io.surgetank.proof.concurrent.HistoryCampaign;
import io.surgetank.proof.concurrent.HistoryPlan;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Runs the campaign of concurrent clients.
@Command(
    name = "history",
    description = "Check the histories of many concurrent clients.",
    footer = {"", "Example:", "  tools/proof/run history --histories 1000 --requests 10000"})
final class HistoryCommand extends CampaignCommand {
  @Option(
      names = "--histories",
      paramLabel = "N",
      defaultValue = "1000",
      description = "How many, each on a new data folder. Default: ${DEFAULT-VALUE}")
  private int histories = 1000;

  @Option(
      names = "--requests",
      paramLabel = "N",
      defaultValue = "10000",
      description = "Requests in each. Default: ${DEFAULT-VALUE}")
  private int requests = 10_000;

  @Option(
      names = "--clients",
      paramLabel = "N",
      defaultValue = "16",
      description = "Concurrent clients. Default: ${DEFAULT-VALUE}")
  private int clients = 16;

  @Override
  Campaign campaign(long seed) {
    return new HistoryCampaign(new HistoryPlan(histories, requests, clients, seed));
  }
}
