package io.surgetank.proof.soak;

import java.util.Arrays;
import java.util.List;

/// How a series of samples changes. Medians, so that single samples do not matter.
///
/// @param firstHalf the median of the first half
/// @param secondHalf the median of the second half
/// @param slopePerHalf the median of the slopes between all pairs of samples (Theil–Sen), times the
///   length of a half
record Trend(double firstHalf, double secondHalf, double slopePerHalf) {

  static Trend of(List<Long> samples) {
    int size = samples.size();
    if (size < 2) throw new IllegalArgumentException("a trend needs at least two samples");
    return new Trend(
        median(doubles(samples.subList(0, size / 2))),
        median(doubles(samples.subList(size - size / 2, size))),
        slope(doubles(samples)) * size / 2);
  }

  private static double[] doubles(List<Long> samples) {
    return samples.stream().mapToDouble(Long::doubleValue).toArray();
  }

  private static double slope(double[] samples) {
    var slopes = new double[samples.length * (samples.length - 1) / 2];
    int count = 0;
    for (int from = 0; from < samples.length; from++)
      for (int to = from + 1; to < samples.length; to++)
        slopes[count++] = (samples[to] - samples[from]) / (to - from);
    return median(slopes);
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  double difference() {
    return secondHalf - firstHalf;
  }
}
