package io.surgetank.proof.main;

import static org.assertj.core.api.Assertions.assertThat;

import io.surgetank.proof.campaign.Campaign;
import io.surgetank.proof.campaign.CampaignDescription;
import io.surgetank.proof.campaign.CampaignExitCodes;
import io.surgetank.proof.campaign.CampaignFinding;
import io.surgetank.proof.campaign.CampaignOutcome;
import io.surgetank.proof.campaign.CampaignProgress;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Command;

class CampaignExitCodesTest {
  @TempDir private Path folder;

  @Test
  void a_run_without_a_finding_ends_with_0_and_with_one_with_1() {
    assertThat(run(new Finished(List.of()))).isZero();
    assertThat(run(new Finished(List.of(new CampaignFinding("lost a job", "run it"))))).isOne();
  }

  @Test
  void invalid_options_are_wrong_usage() {
    assertThat(Main.run("kill", "--kills", "many")).isEqualTo(2);
    assertThat(Main.run("kill", "--kills", "0")).isEqualTo(2);
    assertThat(Main.run("damage", "--minutes", "0")).isEqualTo(2);
    assertThat(Main.run("damage", "--max-findings", "0")).isEqualTo(2);
  }

  @Test
  void an_error_ends_with_3() {
    String missing = folder.resolve("missing/page.md").toString();

    assertThat(Main.run("page", "--results", "results", "--page", missing)).isEqualTo(3);
  }

  @Test
  void the_script_and_the_help_have_the_same_table() throws IOException {
    assertThat(Path.of("run")).content().contains(CampaignExitCodes.TABLE);
    assertThat(Main.commandLine().getUsageMessage()).contains(CampaignExitCodes.TABLE);
  }

  private int run(Campaign campaign) {
    return Main.execute(
        new CommandLine(new FinishedCommand(campaign)), "--no-record", "--data", folder.toString());
  }

  @Command(name = "finished")
  private static final class FinishedCommand extends CampaignCommand {
    private final Campaign campaign;

    FinishedCommand(Campaign campaign) {
      this.campaign = campaign;
    }

    @Override
    Campaign campaign(long seed) {
      return campaign;
    }
  }

  /// A campaign with these findings.
  private record Finished(List<CampaignFinding> findings) implements Campaign {
    @Override
    public CampaignDescription summary() {
      return new CampaignDescription("finished", "Finished", "Ends.");
    }

    @Override
    public String command() {
      return "tools/proof/run finished";
    }

    @Override
    public CampaignOutcome run(Path folder, CampaignProgress progress) {
      return new CampaignOutcome(Map.of(), findings);
    }
  }
}
