package io.surgetank.load.profile;

import java.time.Duration;
import java.util.List;

/// The same rate all the time.
public record ConstantRate(RequestRate requestRate, Duration duration) implements LoadModel.Open {
  @Override
  public List<Segment> segments() {
    return List.of(Segment.flat(requestRate, duration));
  }
}
