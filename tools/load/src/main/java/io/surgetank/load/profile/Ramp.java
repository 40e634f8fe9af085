package io.surgetank.load.profile;

import java.time.Duration;
import java.util.List;

/// A rate that changes linearly until the server is overloaded or the time is over.
public record Ramp(RequestRate.Range rates, Duration duration) implements LoadModel.Open {
  @Override
  public List<Segment> segments() {
    return List.of(new Segment(rates.from().perSecond(), rates.to().perSecond(), duration));
  }

  @Override
  public boolean endsAtOverload() {
    return true;
  }
}
