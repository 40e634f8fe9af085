package io.surgetank.load.shape;

import java.util.List;

/// Segments one after the other, as the intended start of every request.
public record RateProfile(List<Segment> segments) {
  public RateProfile {
    segments = List.copyOf(segments);
    if (segments.isEmpty()) throw new IllegalArgumentException("a course has a segment");
  }

  /// How many requests there are in all.
  public long requests() {
    // A hair is added: ten times a tenth is a little less than one.
    return (long) (segments.stream().mapToDouble(Segment::requests).sum() + 1e-6);
  }

  public long nanos() {
    return segments.stream().mapToLong(segment -> segment.length().toNanos()).sum();
  }

  /// When the request with this number, from 0, is meant to start: nanoseconds after the run's
  /// beginning.
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

  /// The intended rate, per second, so many nanoseconds after the beginning.
  public double rateAt(long nanos) {
    long begins = 0;
    for (Segment segment : segments) {
      if (nanos < begins + segment.length().toNanos()) return segment.rateAt(nanos - begins);
      begins += segment.length().toNanos();
    }
    return segments.getLast().to();
  }
}
