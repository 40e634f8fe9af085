package io.surgetank.load.shape;

import java.time.Duration;
import java.util.List;

/// Calm, then all at once the peak, then calm again: a third of the time each. The last third shows
/// how long the server needs to recover.
public record Spike(RequestRate.Range rates, Duration duration) implements Shape.Open {
  @Override
  public List<Segment> segments() {
    Duration third = duration.dividedBy(3);
    var calm = Segment.flat(rates.from(), third);
    return List.of(calm, Segment.flat(rates.to(), third), calm);
  }
}
