package io.surgetank.load.shape;

import java.time.Duration;

/// A stretch of time in which the rate goes from one value to another in a straight line. Rates are
/// per second.
public record Segment(double from, double to, Duration length) {
  private static final double NANOS = 1e9;

  public Segment {
    if (from < 0 || to < 0 || from + to == 0)
      throw new IllegalArgumentException("a rate is above zero");
    if (!length.isPositive()) throw new IllegalArgumentException("a duration is above zero");
  }

  static Segment flat(RequestRate requestRate, Duration length) {
    return new Segment(requestRate.perSecond(), requestRate.perSecond(), length);
  }

  /// How many requests begin in it; the fraction belongs to the one that straddles its end.
  double requests() {
    return (from + to) / 2 * seconds();
  }

  /// When, after the segment's beginning, so many requests have begun: the root of `from·t +
  /// (to-from)/(2·length)·t² = begun`, in the form that is exact for a level rate too.
  long nanosUntil(double begun) {
    if (begun <= 0) return 0;
    double slope = (to - from) / seconds();
    double root = Math.sqrt(Math.max(0, from * from + 2 * slope * begun));
    return (long) (2 * begun / (from + root) * NANOS);
  }

  double rateAt(long nanos) {
    return from + (to - from) * Math.clamp(nanos / (double) length.toNanos(), 0, 1);
  }

  private double seconds() {
    return length.toNanos() / NANOS;
  }
}
