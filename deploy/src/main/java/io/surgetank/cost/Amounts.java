package io.surgetank.cost;

import java.util.EnumMap;
import java.util.Map;

/// How much of each part, in a month.
public record Amounts(Map<Part, Double> each) {
  /// What everybody has for nothing, every month, with old accounts and new ones
  /// (https://docs.aws.amazon.com/awsaccountbilling/latest/aboutv2/free-tier.html, 20 Nov 2026).
  public static final Amounts ALWAYS_FREE =
      new Amounts(
          Map.ofEntries(
              Map.entry(Part.CALLS, 1e6),
              Map.entry(Part.COMPUTE, 400_000.0),
              // One million for both: a month has one kind of queue.
              Map.entry(Part.MESSAGES, 1e6),
              Map.entry(Part.ORDERED_MESSAGES, 1e6),
              Map.entry(Part.STORAGE, 25.0),
              Map.entry(Part.LOGS, 5.0),
              Map.entry(Part.METRICS, 10.0),
              Map.entry(Part.ALARMS, 10.0),
              Map.entry(Part.DASHBOARDS, 3.0)));

  public static final Amounts NONE = new Amounts(Map.of());

  public Amounts {
    each = Map.copyOf(each);
  }

  public double of(Part part) {
    return each.getOrDefault(part, 0.0);
  }

  /// What is left to pay for.
  public Amounts beyond(Amounts free) {
    var left = new EnumMap<Part, Double>(Part.class);
    for (Part part : Part.values()) left.put(part, Math.max(0, of(part) - free.of(part)));
    return new Amounts(left);
  }
}
