package io.surgetank.proof.soak;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SoakSamplesTest {
  private static final int COUNT = 60;

  @Test
  void a_retained_list_is_found_in_the_heap_of_the_samples() {
    var samples = new SoakSamples();
    var retained = new ArrayList<byte[]>();
    for (int i = 0; i < COUNT; i++) {
      retained.add(new byte[512 * 1_024]);
      samples.add(sample(20_000 + retained.stream().mapToLong(each -> each.length).sum() / 1_024));
    }

    assertThat(samples.violations())
        .containsExactly(
            "heap after GC, KiB: growing, 31776 in the first half of the run and 44576 in the"
                + " second");
  }

  @Test
  void the_warm_up_is_not_compared_and_every_sample_is_kept() {
    var samples = new SoakSamples();
    for (int i = 0; i < COUNT; i++) samples.add(sample(i < COUNT / 6 ? 1_000 * i : 30_000));

    assertThat(samples.violations()).isEmpty();
    assertThat(samples.counts())
        .containsEntry("heap after GC, KiB, first half", 30_000L)
        .containsEntry("heap after GC, KiB, second half", 30_000L);
    var series = samples.series(Duration.ofMillis(2_500));
    assertThat(series.intervalSeconds()).isEqualTo(2.5);
    assertThat(series.values().get("heap after GC, KiB")).hasSize(COUNT).startsWith(0L, 1_000L);
    assertThat(series.values()).hasSize(SoakMeasure.values().length);
  }

  @Test
  void too_few_samples_show_no_trend() {
    var samples = new SoakSamples();
    for (int i = 0; i < 10; i++) samples.add(sample(1_000L * i));

    assertThat(samples.violations()).isEmpty();
  }

  private static Map<SoakMeasure, Long> sample(long heap) {
    var sample = new EnumMap<SoakMeasure, Long>(SoakMeasure.class);
    for (SoakMeasure each : SoakMeasure.values()) sample.put(each, 100L);
    sample.put(SoakMeasure.HEAP, heap);
    return sample;
  }
}
