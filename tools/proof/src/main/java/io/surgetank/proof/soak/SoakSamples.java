package io.surgetank.proof.soak;

import io.surgetank.proof.campaign.SampleSeries;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// The samples of a run.
final class SoakSamples {
  /// Fewer, after the warm-up, show no trend.
  private static final int NEEDED = 20;

  private final Map<SoakMeasure, List<Long>> values = new EnumMap<>(SoakMeasure.class);

  SoakSamples() {
    for (SoakMeasure each : SoakMeasure.values()) values.put(each, new ArrayList<>());
  }

  /// Adds one sample, with a value of each measure.
  void add(Map<SoakMeasure, Long> sample) {
    for (SoakMeasure each : SoakMeasure.values())
      of(each).add(Objects.requireNonNull(sample.get(each)));
  }

  private List<Long> of(SoakMeasure measure) {
    return Objects.requireNonNull(values.get(measure));
  }

  private List<Long> afterWarmUp(SoakMeasure measure) {
    List<Long> all = of(measure);
    return all.subList(all.size() / SoakPlan.WARM_UP_IN, all.size());
  }

  /// The medians of the halves.
  Map<String, Long> counts() {
    Map<String, Long> counts = new LinkedHashMap<>();
    for (SoakMeasure each : SoakMeasure.values()) {
      Trend trend = Trend.of(afterWarmUp(each));
      counts.put(each.text() + ", first half", Math.round(trend.firstHalf()));
      counts.put(each.text() + ", second half", Math.round(trend.secondHalf()));
    }
    return counts;
  }

  /// The measures that grow.
  List<String> violations() {
    var violations = new ArrayList<String>();
    for (SoakMeasure each : SoakMeasure.values()) {
      List<Long> samples = afterWarmUp(each);
      if (samples.size() < NEEDED) continue;
      Trend trend = Trend.of(samples);
      if (each.isGrowing(trend))
        violations.add(
            "%s: growing, %.0f in the first half of the run and %.0f in the second"
                .formatted(each.text(), trend.firstHalf(), trend.secondHalf()));
    }
    return violations;
  }

  SampleSeries series(Duration interval) {
    Map<String, List<Long>> series = new LinkedHashMap<>();
    values.forEach((measure, samples) -> series.put(measure.text(), List.copyOf(samples)));
    return new SampleSeries(interval.toMillis() / 1e3, series);
  }
}
