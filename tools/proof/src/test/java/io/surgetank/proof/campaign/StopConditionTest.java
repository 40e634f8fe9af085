package io.surgetank.proof.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StopConditionTest {
  private static final Duration LIMIT = Duration.ofMinutes(13);
  private static final String REACHED = "100 of 2,000 kills";

  private final StopCondition condition = new StopCondition(3, Optional.of(LIMIT));

  @Test
  void it_is_met_by_enough_findings_or_by_the_time_limit() {
    assertThat(condition.isMet(2, LIMIT.minusNanos(1))).isFalse();
    assertThat(condition.isMet(3, Duration.ZERO)).isTrue();
    assertThat(condition.isMet(0, LIMIT)).isTrue();
    assertThat(StopCondition.NEVER.isMet(1_000, Duration.ofDays(1_000))).isFalse();
  }

  @Test
  void the_reason_names_the_limit_and_what_was_reached() {
    assertThat(condition.reason(0, LIMIT, REACHED))
        .contains("Stopped by the time limit of 13 min after 100 of 2,000 kills.");
    assertThat(condition.reason(3, Duration.ZERO, REACHED)).contains("Stopped after 3 findings.");
    assertThat(condition.reason(0, Duration.ZERO, REACHED)).isEmpty();
  }

  @Test
  void limits_that_allow_no_work_are_refused() {
    assertThatThrownBy(() -> new StopCondition(0, Optional.empty()))
        .hasMessage("at least one finding");
    assertThatThrownBy(() -> new StopCondition(1, Optional.of(Duration.ZERO)))
        .hasMessage("the time limit must be positive");
  }
}
