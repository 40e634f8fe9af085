package io.surgetank.proof.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ProgressTest {
  private final ByteArrayOutputStream output = new ByteArrayOutputStream();
  private long now;
  private final Progress progress =
      new Progress(
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
    var limited =
        new Progress("kill", new PrintStream(output, true, StandardCharsets.UTF_8), () -> now, 2);

    limited.update(1, 3, "kills", 1);
    assertThat(limited.isEnough()).isFalse();
    limited.update(2, 3, "kills", 2);
    assertThat(limited.isEnough()).isTrue();
  }
}
