package io.surgetank.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class StepSequenceTest {
  @Test
  void a_failure_that_needs_three_steps_is_reduced_to_them() {
    assertThatThrownBy(() ->
            StepSequence.check(
                400, steps -> assertThat(steps.containsAll(List.of(7, 200, 399))).isFalse()))
        .isInstanceOf(AssertionError.class)
        .hasMessageStartingWith("3 of 400 steps suffice: [7, 200, 399]");
  }

  @Test
  void steps_that_succeed_run_once_in_order() {
    var ran = new ArrayList<List<Integer>>();
    StepSequence.check(3, ran::add);

    assertThat(ran).containsExactly(List.of(0, 1, 2));
  }
}
