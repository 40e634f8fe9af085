package io.surgetank.proof.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ProgressTest {
  private final ByteArrayOutputStream output = new ByteArrayOutputStream();
  private long now;
  private final CampaignProgress progress =
      new CampaignProgress(
          "kill (seed 42)", new PrintStream(output, true, StandardCharsets.UTF_8), () -> now);

  @Test
  void a_line_has_the_count_the_rate_and_the_time_left() {
    now = Duration.ofSeconds(10).toNanos();

    progress.update(20, 2000, "kills", 1);

    assertThat(output.toString(StandardCharsets.UTF_8))
        .isEqualToNormalizingNewlines(
            "kill (seed 42): 20/2000 kills, 2.0/s, 1 findings, 16m left\n");
  }

  @Test
  void there_is_at_most_one_line_a_second_and_always_a_last_one() {
    progress.update(1, 3, "kills", 0);
    progress.update(2, 3, "kills", 0);
    progress.update(3, 3, "kills", 0);

    assertThat(output.toString(StandardCharsets.UTF_8).lines()).hasSize(1);
  }

  @Test
  void a_campaign_stops_when_it_has_found_enough() {
    var limited = progress(new StopCondition(2, Optional.empty()));

    limited.update(1, 3, "kills", 1);
    assertThat(limited.isStopConditionMet()).isFalse();
    limited.update(2, 3, "kills", 2);
    assertThat(limited.isStopConditionMet()).isTrue();
    assertThat(limited.stopReason()).contains("Stopped after 2 findings.");
  }

  @Test
  void a_campaign_stops_at_its_time_limit() {
    var limited = progress(new StopCondition(2, Optional.of(Duration.ofMinutes(2))));

    limited.update(1_000, 3_000, "kills", 1);
    now = Duration.ofSeconds(119).toNanos();
    assertThat(limited.isStopConditionMet()).isFalse();
    assertThat(limited.remaining(Duration.ofHours(1))).isEqualTo(Duration.ofSeconds(1));
    assertThat(limited.remaining(Duration.ofMillis(1))).isEqualTo(Duration.ofMillis(1));
    assertThat(limited.stopReason()).isEmpty();

    now = Duration.ofSeconds(121).toNanos();
    assertThat(limited.isStopConditionMet()).isTrue();
    assertThat(limited.remaining(Duration.ofHours(1))).isEqualTo(Duration.ZERO);
    assertThat(limited.stopReason())
        .contains("Stopped by the time limit of 2 min after 1,000 of 3,000 kills.");
  }

  @Test
  void a_campaign_that_has_done_all_has_no_reason_for_an_early_end() {
    var limited = progress(new StopCondition(1, Optional.of(Duration.ofMinutes(2))));
    now = Duration.ofMinutes(3).toNanos();

    limited.update(3, 3, "kills", 1);

    assertThat(limited.stopReason()).isEmpty();
  }

  @Test
  void a_campaign_stopped_before_its_first_unit_of_work_has_a_reason() {
    var limited = progress(new StopCondition(1, Optional.of(Duration.ofMinutes(2))));
    now = Duration.ofMinutes(3).toNanos();

    assertThat(limited.stopReason())
        .contains("Stopped by the time limit of 2 min after the preparation.");
  }

  private CampaignProgress progress(StopCondition stopCondition) {
    return new CampaignProgress(
        "kill", new PrintStream(output, true, StandardCharsets.UTF_8), () -> now, stopCondition);
  }
}
