package io.surgetank.proof.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.surgetank.proof.campaign.CampaignDescription;
import io.surgetank.proof.campaign.CampaignFinding;
import io.surgetank.proof.campaign.CampaignOutcome;
import io.surgetank.proof.campaign.CampaignResult;
import io.surgetank.proof.campaign.RunContext;
import io.surgetank.proof.campaign.SampleSeries;
import io.surgetank.proof.campaign.TestMachine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReliabilityPageTest {
  private static final TestMachine MACHINE =
      new TestMachine(2, "CPU", 24, "files in memory (tmpfs)", "Linux 6", "25", "3.54.1");
  private static final List<CampaignDescription> CAMPAIGNS =
      List.of(
          new CampaignDescription("example", "An example", "It tries."),
          new CampaignDescription("other", "Another", "It tries more."));
  private static final CampaignFinding LOST = new CampaignFinding("lost a job", "run it --seed 7");

  @TempDir private Path folder;

  @Test
  void a_result_file_is_read_as_it_was_written() throws IOException {
    var files = new ResultFiles(folder);
    CampaignResult complete = result(new CampaignOutcome(Map.of("kills", 2_000L), List.of(LOST)));

    Path _ = files.write(complete);

    assertThat(files.results()).containsExactly(complete);

    CampaignResult stopped =
        result(
            new CampaignOutcome(Map.of(), List.of())
                .withAccepted(List.of("a delay: harmless"))
                .withStopReason(Optional.of("Stopped.")));

    Path _ = files.write(stopped);

    assertThat(files.results()).containsExactly(stopped);

    var series = new SampleSeries(2.5, Map.of("threads", List.of(40L, 41L)));
    CampaignResult sampled = result(new CampaignOutcome(Map.of(), List.of()).withSeries(series));

    Path _ = files.write(sampled);

    assertThat(files.results()).containsExactly(sampled);
  }

  @Test
  void the_page_has_counts_findings_with_their_command_and_the_machine() {
    CampaignResult result = result(new CampaignOutcome(Map.of("kills", 2_000L), List.of(LOST)));

    String page =
        new ReliabilityPage(
                CAMPAIGNS,
                List.of(result),
                List.of(),
                List.of(new FixedFault("example", "lost a key", "KeyTest")))
            .text();

    assertThat(page)
        .contains("| [An example](#an-example) | 1 | 2026-01-31 |")
        .contains("It tries.\n\n| measure | count |")
        .contains("| kills | 2,000 |\n\nFindings:\n\n- lost a job. Repeat: `run it --seed 7`\n\n")
        .contains("- lost a key (`KeyTest`)\n\n")
        .contains(
            "`run it`, 2026-01-31, commit abc with local changes, 5 min: 2 cores (CPU), 24 GB"
                + " memory,")
        .contains("files in memory (tmpfs)");
  }

  @Test
  void a_campaign_without_a_result_is_on_the_page_with_its_command_and_fixed_faults() {
    String page =
        new ReliabilityPage(
                CAMPAIGNS,
                List.of(),
                List.of(),
                List.of(new FixedFault("other", "lost a key", "KeyTest")))
            .text();

    assertThat(page)
        .contains("| [Another](#another) | no recorded run | |")
        .endsWith(
            """
            ## Another

            It tries more.

            Found earlier and fixed, each with a test:

            - lost a key (`KeyTest`)

            No recorded run yet. Command: `tools/proof/run other`
            """);
  }

  @Test
  void the_page_reports_why_a_run_ended_early() {
    var outcome =
        new CampaignOutcome(Map.of("kills", 9L), List.of())
            .withStopReason(Optional.of("Stopped early."));

    String page = page(result(outcome));

    assertThat(page).contains("| kills | 9 |\n\nStopped early.\n\nFindings: none.\n");
  }

  @Test
  void a_replaced_result_is_an_earlier_run_on_the_page() throws IOException {
    var files = new ResultFiles(folder);
    var reached = Optional.of("Stopped after 9 of 20 kills.");

    Path _ = files.write(result(new CampaignOutcome(Map.of(), List.of()).withStopReason(reached)));
    assertThat(files.earlierRuns()).isEmpty();
    Path _ = files.write(result(new CampaignOutcome(Map.of(), List.of(LOST))));
    CampaignResult last = result(new CampaignOutcome(Map.of("kills", 20L), List.of()));
    Path _ = files.write(last);

    assertThat(files.results()).containsExactly(last);
    assertThat(files.earlierRuns()).hasSize(2);
    assertThat(
            new ReliabilityPage(CAMPAIGNS, files.results(), files.earlierRuns(), List.of()).text())
        .contains(
            """

            Earlier recorded runs:

            - `run it`, 2026-01-31, commit abc with local changes, 5 min. Stopped after 9 of 20 kills. Findings: none.
            - `run it`, 2026-01-31, commit abc with local changes, 5 min. Complete. Findings: 1.

            ## Another
            """);
  }

  @Test
  void the_page_lists_what_is_accepted_after_the_findings() {
    CampaignOutcome outcome =
        new CampaignOutcome(Map.of("kills", 9L), List.of()).withAccepted(List.of("a delay: short"));

    String page = page(result(outcome));

    assertThat(page)
        .contains("Findings: none.\n\nAccepted, each with its reason:\n\n- a delay: short\n\n`run");
  }

  @Test
  void a_result_that_accepts_nothing_can_omit_that() throws IOException {
    var files = new ResultFiles(folder);
    Path file = files.write(result(new CampaignOutcome(Map.of(), List.of())));
    String text = Files.readString(file).replaceAll("\"accepted\" : \\[ *],", "");
    Files.writeString(file, text);

    assertThat(text).doesNotContain("accepted");
    assertThat(files.results().getFirst().outcome().accepted()).isEmpty();
  }

  @Test
  void a_fixed_fault_of_an_unknown_campaign_is_refused() {
    var faults = List.of(new FixedFault("unknown", "lost a key", "KeyTest"));

    assertThatThrownBy(() -> new ReliabilityPage(CAMPAIGNS, List.of(), List.of(), faults))
        .hasMessage("no such campaign: unknown");
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

  private static String page(CampaignResult result) {
    return new ReliabilityPage(CAMPAIGNS, List.of(result), List.of(), List.of()).text();
  }

  private static CampaignResult result(CampaignOutcome outcome) {
    return new CampaignResult(
        "example", new RunContext("run it", "2026-01-31", 300, "abc+", MACHINE), outcome);
  }
}
