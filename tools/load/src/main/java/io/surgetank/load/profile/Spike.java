package io.surgetank.load.profile;

import java.time.Duration;
import java.util.List;

/// Low, peak, low: a third of the time each. The last third shows how long the server needs to
/// recover.
public record Spike(RequestRate.Range rates, Duration duration) implements LoadModel.Open {
  @Override
  public List<Segment> segments() {
    Duration third = duration.dividedBy(3);
    var low = Segment.flat(rates.from(), third);
    return List.of(low, Segment.flat(rates.to(), third), low);
  }
}
