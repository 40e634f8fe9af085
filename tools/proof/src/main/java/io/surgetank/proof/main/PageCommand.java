package io.surgetank.proof.main;

import io.surgetank.proof.campaign.CampaignExitCodes;
import io.surgetank.proof.report.ReliabilityPage;
import io.surgetank.proof.report.ResultFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// Generates the page.
@Command(
    name = "page",
    description = "Write docs/reliability.md from the results of the last runs.")
final class PageCommand implements Callable<Integer> {
  @Mixin private OutputOptions options = new OutputOptions();

  @Override
  public Integer call() throws IOException {
    write(options);
    return CampaignExitCodes.NOTHING_FOUND;
  }

  static void write(OutputOptions options) throws IOException {
    var files = new ResultFiles(options.results());
    var page =
        new ReliabilityPage(
            Campaigns.ALL, files.results(), files.earlierRuns(), files.fixedFaults());
    Files.writeString(options.page(), page.text());
  }
}
