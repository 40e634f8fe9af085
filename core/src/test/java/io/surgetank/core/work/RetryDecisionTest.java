package io.surgetank.core.work;

import static org.assertj.core.api.Assertions.assertThat;

import io.surgetank.core.pipeline.RetryPolicy;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RetryDecisionTest {
  private static final RetryPolicy TWICE = new RetryPolicy.Fixed(Duration.ofSeconds(10), 2);

  @Test
  void a_failure_waits_by_the_policy_while_attempts_are_left() {
    assertThat(RetryDecision.afterFailure(TWICE, 1, Failure.of("busy"), new Random(1)))
        .isEqualTo(new Outcome.Retry(Duration.ofSeconds(10), "busy"));
  }

  @Test
  void the_last_failure_is_dead() {
    assertThat(RetryDecision.afterFailure(TWICE, 2, Failure.of("busy"), new Random(1)))
        .isEqualTo(new Outcome.Dead("busy"));
    assertThat(RetryDecision.afterFailure(TWICE, 3, Failure.of("busy"), new Random(1)))
        .isEqualTo(new Outcome.Dead("busy"));
  }

  @Test
  void a_requested_wait_may_exceed_the_policys_cap() {
    var requested = new Outcome.Retry(Duration.ofHours(1), "busy");

    assertThat(RetryDecision.afterRequest(TWICE, 1, requested)).isEqualTo(requested);
  }

  @Test
  void a_requested_wait_is_limited_to_twelve_hours() {
    var requested = new Outcome.Retry(Duration.ofDays(3), "closed");

    assertThat(RetryDecision.afterRequest(TWICE, 1, requested))
        .isEqualTo(new Outcome.Retry(Duration.ofHours(12), "closed"));
  }

  @Test
  void a_requested_retry_does_not_add_attempts() {
    var requested = new Outcome.Retry(Duration.ZERO, "busy");

    assertThat(RetryDecision.afterRequest(TWICE, 2, requested)).isEqualTo(new Outcome.Dead("busy"));
  }

  @Test
  void an_abandoned_attempt_counts_and_is_due_again_at_once() {
    assertThat(RetryDecision.afterAbandonment(TWICE, 1, RetryDecision.PROCESS_DIED))
        .isEqualTo(new Outcome.Retry(Duration.ZERO, RetryDecision.PROCESS_DIED));
    assertThat(RetryDecision.afterAbandonment(TWICE, 2, RetryDecision.LEASE_RAN_OUT))
        .isEqualTo(new Outcome.Dead(RetryDecision.LEASE_RAN_OUT));
  }
}
