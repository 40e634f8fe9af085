package io.surgetank.load.profile;

import java.util.List;

/// Consecutive segments; gives the intended start of every request.
public record RateProfile(List<Segment> segments) {
  public RateProfile {
    segments = List.copyOf(segments);
    if (segments.isEmpty()) throw new IllegalArgumentException("a rate profile needs a segment");
  }

  /// The total number of requests.
  public long requests() {
    // Rounding: ten times 0.1 is a little less than one.
    return (long) (segments.stream().mapToDouble(Segment::requests).sum() + 1e-6);
  }

  public long nanos() {
    return segments.stream().mapToLong(segment -> segment.length().toNanos()).sum();
  }

  /// The intended start of request `n`, from 0, in nanoseconds after the start of the run.
  public long startOf(long n) {
    double before = 0;
    long begins = 0;
    for (Segment segment : segments) {
      if (n < before + segment.requests()) return begins + segment.nanosUntil(n - before);
      before += segment.requests();
      begins += segment.length().toNanos();
    }
    return begins;
  }

  /// The intended rate per second, `nanos` after the start.
  public double rateAt(long nanos) {
    long begins = 0;
    for (Segment segment : segments) {
      if (nanos < begins + segment.length().toNanos()) return segment.rateAt(nanos - begins);
      begins += segment.length().toNanos();
    }
    return segments.getLast().to();
  }
}
