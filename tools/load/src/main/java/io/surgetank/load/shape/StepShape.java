package io.surgetank.load.shape;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

/// From one rate to another in `count` even steps, each as long as the others.
public record StepShape(RequestRate.Range rates, int count, Duration duration)
    implements Shape.Open {
  public StepShape {
    if (count < 2 || count > 1000)
      throw new IllegalArgumentException("there are 2 to 1000 steps, as in x5");
  }

  @Override
  public List<Segment> segments() {
    double from = rates.from().perSecond();
    double rise = (rates.to().perSecond() - from) / (count - 1);
    return IntStream.range(0, count)
        .mapToObj(
            step -> Segment.flat(new RequestRate(from + rise * step), duration.dividedBy(count)))
        .toList();
  }
}
