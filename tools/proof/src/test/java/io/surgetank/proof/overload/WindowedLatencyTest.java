package io.surgetank.proof.overload;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WindowedLatencyTest {
  private static final long SECOND = 1_000_000_000;

  @Test
  void one_window_with_a_stall_does_not_decide_the_percentile() {
    var latency = new WindowedLatency();
    for (int i = 0; i < 30; i++) latency.record(i == 7 ? 500 : 100, i * SECOND);

    assertThat(latency.percentile(99)).isEqualTo(100);
    assertThat(latency.max()).isEqualTo(500);
    assertThat(latency.count()).isEqualTo(30);
  }

  @Test
  void windows_that_are_slow_more_often_than_not_decide_it() {
    var latency = new WindowedLatency();
    for (int i = 0; i < 30; i++) latency.record(i % 3 == 0 ? 500 : 100, i * SECOND);

    assertThat(latency.percentile(99)).isEqualTo(500);
    assertThat(new WindowedLatency().percentile(99)).isZero();
  }
}
