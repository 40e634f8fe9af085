package io.surgetank.core.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PipelineCountersTest {
  private static final Map<Rejection, Long> REJECTED =
      Map.of(Rejection.INVALID, 3L, Rejection.RATE, 4L);

  @Test
  void dead_letters_that_were_redriven_or_removed_are_subtracted() {
    PipelineCounters counters = counters(0, 0);

    assertThat(counters.totalRejected()).isEqualTo(7);
    assertThat(counters.dead()).isEqualTo(20);
    assertThat(counters.deadLetters()).isEqualTo(15);
  }

  @Test
  void the_counters_balance_if_every_submission_and_every_job_is_in_one_of_them() {
    assertThat(counters(0, 0).balances()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(longs = {-1, 1})
  void a_missing_or_additional_submission_or_job_is_noticed(long difference) {
    assertThat(counters(difference, 0).balances()).isFalse();
    assertThat(counters(0, difference).balances()).isFalse();
  }

  /// 101 accepted, 13 moved in; 40 processed, 20 dead, 8 cancelled, 29 unfinished, 17 moved out.
  ///
  /// @param submissions received in addition
  /// @param jobs unfinished in addition
  private static PipelineCounters counters(long submissions, long jobs) {
    return new PipelineCounters(
        101 + 11 + 7 + submissions, 101, 11, REJECTED, 200, 60, 40, 26, 6, 8, 29 + jobs, 5, 13, 17);
  }
}
