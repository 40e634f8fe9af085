package io.surgetank.proof.soak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.LongUnaryOperator;
import org.junit.jupiter.api.Test;

class TrendTest {
  private static final int SAMPLES = 50;
  private static final long HEAP = 30_000;

  @Test
  void a_flat_series_with_noise_does_not_grow() {
    var random = new Random(1);

    assertThat(SoakMeasure.HEAP.isGrowing(trend(_ -> HEAP + random.nextLong(1_000)))).isFalse();
    assertThat(SoakMeasure.THREADS.isGrowing(trend(_ -> 40 + random.nextLong(3)))).isFalse();
  }

  @Test
  void a_leak_of_each_sample_grows() {
    var random = new Random(1);

    Trend leak = trend(i -> HEAP + 50 * i + random.nextLong(1_000));

    assertThat(SoakMeasure.HEAP.isGrowing(leak)).isTrue();
    assertThat(leak.difference()).isBetween(750.0, 1_750.0);
    assertThat(leak.slopePerHalf()).isBetween(750.0, 1_750.0);
    assertThat(SoakMeasure.DESCRIPTORS.isGrowing(trend(i -> 60 + i / 4))).isTrue();
    assertThat(SoakMeasure.FILES.isGrowing(trend(i -> 6 + i / 10))).isTrue();
  }

  @Test
  void an_audit_log_may_grow_and_a_write_ahead_log_up_to_its_limit() {
    assertThat(SoakMeasure.AUDIT_LOG.isGrowing(trend(i -> 10_000 * i))).isFalse();
    assertThat(SoakMeasure.WRITE_AHEAD_LOG.isGrowing(trend(i -> i < 25 ? 38_000 : 50_000)))
        .isFalse();
    assertThat(SoakMeasure.WRITE_AHEAD_LOG.isGrowing(trend(i -> 4_000 * i))).isTrue();
  }

  @Test
  void single_outliers_and_a_falling_series_do_not_grow() {
    assertThat(SoakMeasure.HEAP.isGrowing(trend(i -> i % 10 == 9 ? 10 * HEAP : HEAP))).isFalse();
    assertThat(SoakMeasure.HEAP.isGrowing(trend(i -> HEAP - 200 * i))).isFalse();
  }

  @Test
  void a_trend_needs_two_samples() {
    assertThat(Trend.of(List.of(1L, 3L))).isEqualTo(new Trend(1, 3, 2));
    assertThatThrownBy(() -> Trend.of(List.of(1L))).hasMessageContaining("two samples");
  }

  private static Trend trend(LongUnaryOperator sample) {
    var samples = new ArrayList<Long>();
    for (int i = 0; i < SAMPLES; i++) samples.add(sample.applyAsLong(i));
    return Trend.of(samples);
  }
}
