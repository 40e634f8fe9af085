package io.surgetank.proof.planted;

import static org.assertj.core.api.Assertions.assertThat;

import io.surgetank.proof.campaign.BuildSeed;
import io.surgetank.proof.campaign.CampaignOutcome;
import io.surgetank.proof.campaign.CampaignProgress;
import io.surgetank.proof.campaign.SteppingProgress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The quick version of `tools/proof/run planted-faults`.
class PlantedFaultCampaignTest {
  private static final Path ROOT = Path.of("../..").toAbsolutePath().normalize();
  private static final String MAIN = "io.surgetank.proof.main.Main";

  @TempDir private Path folder;

  @Test
  void a_fault_is_found_in_the_changed_classes() throws Exception {
    CampaignOutcome outcome = run(fault("retry-without-limit"));

    assertThat(outcome.findings()).isEmpty();
    assertThat(outcome.counts()).containsEntry("found by simulation", 1L);
  }

  @Test
  void the_command_of_a_selection_names_its_faults() throws Exception {
    List<PlantedFault> faults = List.of(fault("key-not-kept"), fault("rate-not-kept"));
    var names = List.of("key-not-kept", "rate-not-kept");

    assertThat(new PlantedFaultCampaign(ROOT, faults, MAIN, 7, names).command())
        .isEqualTo("tools/proof/run planted-faults --seed 7 --only key-not-kept,rate-not-kept");
    assertThat(new PlantedFaultCampaign(ROOT, faults, MAIN, 7, List.of()).command())
        .isEqualTo("tools/proof/run planted-faults --seed 7");
  }

  @Test
  void a_change_without_a_fault_is_reported_as_not_found() throws Exception {
    var harmless =
        new PlantedFault(
            "harmless",
            "Nothing is wrong.",
            "core/src/main/java/io/surgetank/core/pipeline/RetryPolicy.java",
            "return attempt >= attempts();",
            "return attempts() <= attempt;",
            List.of("simulation", "--seeds", "3"));

    CampaignOutcome outcome = run(harmless);

    assertThat(outcome.findings())
        .singleElement()
        .satisfies(finding ->
            assertThat(finding.violation())
                .isEqualTo("harmless was not found: the campaign found nothing"));
  }

  @Test
  void a_fault_whose_campaign_the_time_limit_ends_is_neither_counted_nor_a_finding()
      throws Exception {
    var progress = SteppingProgress.of(Duration.ofSeconds(20));

    CampaignOutcome outcome = run(fault("retry-without-limit"), progress);

    assertThat(outcome.findings()).isEmpty();
    assertThat(outcome.counts()).containsExactly(Map.entry("planted faults", 0L));
    assertThat(progress.stopReason())
        .contains("Stopped by the time limit of 1 min after 0 of 1 faults.");
  }

  private static PlantedFault fault(String name) throws Exception {
    return PlantedFaultList.read(ROOT.resolve("tools/proof/planted-faults.yaml")).stream()
        .filter(each -> each.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private CampaignOutcome run(PlantedFault fault) throws Exception {
    return run(fault, new CampaignProgress("planted-faults", System.out, System::nanoTime));
  }

  private CampaignOutcome run(PlantedFault fault, CampaignProgress progress) throws Exception {
    return new PlantedFaultCampaign(ROOT, List.of(fault), MAIN, BuildSeed.SEED, List.of())
        .run(folder, progress);
  }
}
