package io.surgetank.deploy.cost;

import java.util.EnumMap;
import java.util.Map;

/// The amount of each line item in a month.
public record Usage(Map<LineItem, Double> each) {
  /// The free tier that never expires, in old and new accounts
  /// (https://docs.aws.amazon.com/awsaccountbilling/latest/aboutv2/free-tier.html, 20 Nov 2026).
  public static final Usage ALWAYS_FREE =
      new Usage(
          Map.ofEntries(
              Map.entry(LineItem.CALLS, 1e6),
              Map.entry(LineItem.COMPUTE, 400_000.0),
              // One million for both: all queues of a month have one type.
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

  /// The amounts that are not free.
  public Usage beyond(Usage free) {
    var billed = new EnumMap<LineItem, Double>(LineItem.class);
    for (LineItem lineItem : LineItem.values())
      billed.put(lineItem, Math.max(0, of(lineItem) - free.of(lineItem)));
    return new Usage(billed);
  }
}
