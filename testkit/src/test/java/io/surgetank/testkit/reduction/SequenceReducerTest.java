package io.surgetank.testkit.reduction;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SequenceReducerTest {
  private static final List<Integer> ALL = IntStream.range(0, 1_000).boxed().toList();

  @Test
  void what_a_failure_needs_is_left_in_its_order() {
    assertThat(SequenceReducer.reduce(ALL, 1_000, kept -> kept.containsAll(List.of(3, 500, 999))))
        .containsExactly(3, 500, 999);
    assertThat(SequenceReducer.reduce(ALL, 1_000, kept -> kept.size() >= 5)).hasSize(5);
    assertThat(SequenceReducer.reduce(List.of(1), 1_000, kept -> true)).isEmpty();
  }

  @Test
  void a_failure_that_needs_everything_is_not_reduced() {
    assertThat(SequenceReducer.reduce(ALL, 5_000, kept -> false)).isEqualTo(ALL);
  }

  @Test
  void the_number_of_runs_is_limited() {
    var runs = new AtomicInteger();
    SequenceReducer.reduce(ALL, 17, kept -> runs.incrementAndGet() < 0);

    assertThat(runs).hasValue(17);
  }
}
