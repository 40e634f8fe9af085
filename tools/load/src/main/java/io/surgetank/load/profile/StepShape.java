package io.surgetank.load.profile;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

/// From one rate to another in `count` equal steps of equal duration.
public record StepShape(RequestRate.Range rates, int count, Duration duration)
    implements LoadModel.Open {
  public StepShape {
    if (count < 2 || count > 1000)
      throw new IllegalArgumentException("use 2 to 1000 steps, for example x5");
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
