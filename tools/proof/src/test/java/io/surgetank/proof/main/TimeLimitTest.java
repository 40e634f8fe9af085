package io.surgetank.proof.main;

import static org.assertj.core.api.Assertions.assertThat;

import io.surgetank.proof.campaign.Campaign;
import io.surgetank.proof.campaign.CampaignDescription;
import io.surgetank.proof.campaign.CampaignOutcome;
import io.surgetank.proof.campaign.CampaignProgress;
import io.surgetank.proof.campaign.CampaignResult;
import io.surgetank.proof.report.ResultFiles;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Command;

class TimeLimitTest {
  @TempDir private Path folder;
  private long now;

  @Test
  void the_limit_ends_a_campaign_and_is_recorded() throws Exception {
    CampaignResult result = run(Optional.empty(), "--minutes", "3");

    assertThat(result.outcome().counts()).containsEntry("steps", 3L);
    assertThat(result.outcome().stopped())
        .contains("Stopped by the time limit of 3 min after 3 of 10 steps.");
    assertThat(result.run().command()).isEqualTo("tools/proof/run kill --seed 1 --minutes 3");
    assertThat(result.run().seconds()).isEqualTo(180);
  }

  @Test
  void a_campaign_without_a_limit_runs_to_its_end() throws Exception {
    CampaignResult result = run(Optional.empty());

    assertThat(result.outcome().counts()).containsEntry("steps", 10L);
    assertThat(result.outcome().stopped()).isEmpty();
    assertThat(result.run().command()).isEqualTo("tools/proof/run kill --seed 1");
  }

  @Test
  void a_default_limit_applies_unless_another_is_given() throws Exception {
    assertThat(run(Optional.of(5)).run().command()).endsWith("--minutes 5");
    assertThat(run(Optional.of(5), "--minutes", "2").run().command()).endsWith("--minutes 2");
    assertThat(new KillCommand().defaultMinutes()).contains(120);
    assertThat(new DamageCommand().defaultMinutes()).isEmpty();
  }

  private CampaignResult run(Optional<Integer> defaultMinutes, String... limit) throws Exception {
    var line = new CommandLine(new MinutesCommand(defaultMinutes));
    Path results = folder.resolve("results");
    var arguments = new ArrayList<>(List.of(limit));
    arguments.addAll(
        List.of(
            "--seed", "1",
            "--data", folder.toString(),
            "--results", results.toString(),
            "--page", folder.resolve("page.md").toString()));
    assertThat(Main.execute(line, arguments.toArray(String[]::new))).isZero();
    return new ResultFiles(results).results().getFirst();
  }

  @Command(name = "kill")
  private final class MinutesCommand extends CampaignCommand {
    private final Optional<Integer> defaultMinutes;

    MinutesCommand(Optional<Integer> defaultMinutes) {
      super(() -> now);
      this.defaultMinutes = defaultMinutes;
    }

    @Override
    Campaign campaign(long seed) {
      return new TenMinutes(seed);
    }

    @Override
    Optional<Integer> defaultMinutes() {
      return defaultMinutes;
    }
  }

  /// Ten steps, of a minute each.
  private final class TenMinutes implements Campaign {
    private final long seed;

    TenMinutes(long seed) {
      this.seed = seed;
    }

    @Override
    public CampaignDescription summary() {
      return new CampaignDescription("kill", "Ten minutes", "Waits.");
    }

    @Override
    public String command() {
      return "tools/proof/run kill --seed " + seed;
    }

    @Override
    public CampaignOutcome run(Path unused, CampaignProgress progress) {
      long steps = 0;
      while (steps < 10 && !progress.isStopConditionMet()) {
        now += Duration.ofMinutes(1).toNanos();
        progress.update(++steps, 10, "steps", 0);
      }
      return new CampaignOutcome(Map.of("steps", steps), List.of());
    }
  }
}
