package io.surgetank.proof.campaign;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Values that a campaign has sampled at regular intervals.
///
/// @param values of each measure, in the order of time
public record SampleSeries(double intervalSeconds, Map<String, List<Long>> values) {
  public SampleSeries {
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
  }
}
