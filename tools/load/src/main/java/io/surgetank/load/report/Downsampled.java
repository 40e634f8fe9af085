package io.surgetank.load.report;

import io.surgetank.load.measure.Tick;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/// Ticks grouped into at most as many points as a chart can show.
record Downsampled(List<List<Tick>> groups) {
  /// More would share pixels.
  private static final int POINTS = 240;

  static Downsampled of(List<Tick> ticks) {
    int each = ticks.size() / POINTS + 1;
    var groups = new ArrayList<List<Tick>>();
    for (int i = 0; i < ticks.size(); i += each)
      groups.add(ticks.subList(i, Math.min(ticks.size(), i + each)));
    // The last tick may be too short for a rate.
    if (groups.size() > 1 && seconds(groups.getLast()) < 0.1) groups.removeLast();
    return new Downsampled(groups);
  }

  /// Responses per second.
  List<ChartSeries.Point> rates() {
    return points(group -> answers(group) / Math.max(1e-3, seconds(group)));
  }

  /// The maximum of each group, in milliseconds.
  List<ChartSeries.Point> max(ToDoubleFunction<Tick> millis) {
    return groups.stream()
        .filter(group -> answers(group) > 0)
        .map(group ->
            new ChartSeries.Point(at(group), group.stream().mapToDouble(millis).max().orElse(0)))
        .toList();
  }

  /// Unfinished jobs as reported by the server.
  List<ChartSeries.Point> unfinished() {
    return groups.stream()
        .filter(group -> group.getLast().serverBacklog().unfinished().isPresent())
        .map(group ->
            new ChartSeries.Point(
                at(group), group.getLast().serverBacklog().unfinished().getAsLong()))
        .toList();
  }

  private List<ChartSeries.Point> points(ToDoubleFunction<List<Tick>> value) {
    return groups.stream()
        .map(group -> new ChartSeries.Point(at(group), value.applyAsDouble(group)))
        .toList();
  }

  private static double at(List<Tick> group) {
    return group.getLast().endsAt().toMillis() / 1e3;
  }

  private static double answers(List<Tick> group) {
    return group.stream().mapToLong(Tick::answers).sum();
  }

  private static double seconds(List<Tick> group) {
    return group.stream().mapToLong(tick -> tick.length().toNanos()).sum() / 1e9;
  }
}
