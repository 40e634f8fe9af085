package io.surgetank.proof.kill;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class KillPlanTest {
  @Test
  void the_reason_of_an_early_end_has_the_limit_and_both_counts() {
    var plan = new KillPlan(2_000, 20, Duration.ofMinutes(13), 42);

    assertThat(plan.stoppedAfter(100))
        .isEqualTo("Stopped by the time limit of 13 min after 100 of 2,000 kills.");
  }
}
