package io.surgetank.load.profile;

import java.time.Duration;

/// A period in which the rate changes linearly. Rates are per second.
public record Segment(double from, double to, Duration length) {
  private static final double NANOS = 1e9;

  public Segment {
    if (from < 0 || to < 0 || from + to == 0)
      throw new IllegalArgumentException("a rate must be greater than zero");
    if (!length.isPositive())
      throw new IllegalArgumentException("a duration must be greater than zero");
  }

  static Segment flat(RequestRate requestRate, Duration length) {
    return new Segment(requestRate.perSecond(), requestRate.perSecond(), length);
  }

  /// The number of requests that start in it; the fraction belongs to the next segment's first.
  double requests() {
    return (from + to) / 2 * seconds();
  }

  /// When `begun` requests have started: the root of `from·t + (to-from)/(2·length)·t² = begun`, in
  /// the form that is exact for a constant rate too.
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
