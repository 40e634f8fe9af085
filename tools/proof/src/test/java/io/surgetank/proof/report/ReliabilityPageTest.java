package io.surgetank.proof.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.surgetank.proof.campaign.CampaignOutcome;
import io.surgetank.proof.campaign.CampaignResult;
import io.surgetank.proof.campaign.CampaignSummary;
import io.surgetank.proof.campaign.Finding;
import io.surgetank.proof.campaign.Machine;
import io.surgetank.proof.campaign.RunContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReliabilityPageTest {
  private static final Machine MACHINE =
      new Machine(2, "CPU", 24, "ext4", 250, "Linux 6", "25", "3.54.1");

  @TempDir private Path folder;

  @Test
  void the_committed_page_is_made_from_the_committed_results() throws IOException {
    var files = new ResultFiles(Path.of("results"));

    assertThat(Path.of("../../docs/reliability.md"))
        .hasContent(new ReliabilityPage(files.results(), files.fixedFaults()).text());
  }

  @Test
  void a_result_file_is_read_as_it_was_written() throws IOException {
    var files = new ResultFiles(folder);
    CampaignResult result = result(List.of(new Finding("lost a job", "run it --seed 7")));

    Path _ = files.write(result);

    assertThat(files.results()).containsExactly(result);
  }

  @Test
  void the_page_has_counts_findings_with_their_command_and_the_machine() {
    CampaignResult result = result(List.of(new Finding("lost a job", "run it --seed 7")));

    String page =
        new ReliabilityPage(
                List.of(result), List.of(new FixedFault("example", "lost a key", "KeyTest")))
            .text();

    assertThat(page)
        .contains("| [An example](#an-example) | 1 | 2026-01-31 |")
        .contains("| kills | 2,000 |")
        .contains("- lost a job. Repeat: `run it --seed 7`")
        .contains("- lost a key (`KeyTest`)")
        .contains("`run it`, 2026-01-31, commit abc, 5 min: 2 cores (CPU), 24 GB memory, ext4");
  }

  @Test
  void faults_that_were_fixed_are_read_from_their_file() throws IOException {
    Files.writeString(
        folder.resolve("fixed.json"),
        """
        [{"campaign": "kill", "fault": "a lost key", "test": "KeyTest"}]
        """);

    var files = new ResultFiles(folder);

    assertThat(files.fixedFaults())
        .containsExactly(new FixedFault("kill", "a lost key", "KeyTest"));
    assertThat(files.results()).isEmpty();
  }

  private static CampaignResult result(List<Finding> findings) {
    return new CampaignResult(
        new CampaignSummary("example", "An example", "It tries."),
        new RunContext("run it", List.of(7L), "2026-01-31", 300, "abc", MACHINE),
        new CampaignOutcome(Map.of("kills", 2_000L), findings));
  }
}
