package io.surgetank.deploy.cost;

import java.util.EnumMap;
import java.util.Map;

/// How much of each part, in a month.
public record Usage(Map<LineItem, Double> each) {
  /// What everybody has for nothing, every month, with old accounts and new ones
  /// (https://docs.aws.amazon.com/awsaccountbilling/latest/aboutv2/free-tier.html, 20 Nov 2026).
  public static final Usage ALWAYS_FREE =
      new Usage(
          Map.ofEntries(
              Map.entry(LineItem.CALLS, 1e6),
              Map.entry(LineItem.COMPUTE, 400_000.0),
              // One million for both: a month has one kind of queue.
              Map.entry(LineItem.MESSAGES, 1e6),
              Map.entry(LineItem.ORDERED_MESSAGES, 1e6),
              Map.entry(LineItem.STORAGE, 25.0),
              Map.entry(LineItem.LOGS, 5.0),
              Map.entry(LineItem.METRICS, 10.0),
              Map.entry(LineItem.ALARMS, 10.0),
              Map.entry(LineItem.DASHBOARDS, 3.0)));

  public static final Usage NONE = new Usage(Map.of());

  public Usage {
    each = Map.copyOf(each);
  }

  public double of(LineItem lineItem) {
    return each.getOrDefault(lineItem, 0.0);
  }

  /// What is left to pay for.
  public Usage beyond(Usage free) {
    var left = new EnumMap<LineItem, Double>(LineItem.class);
    for (LineItem lineItem : LineItem.values())
      left.put(lineItem, Math.max(0, of(lineItem) - free.of(lineItem)));
    return new Usage(left);
  }
}
