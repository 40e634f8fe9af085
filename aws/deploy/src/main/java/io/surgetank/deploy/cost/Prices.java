package io.surgetank.deploy.cost;

import java.util.Map;

/// Prices in dollars per unit, as of 20 Nov 2026; the sources are in docs/aws/deploying.md.
public record Prices(String region, Map<LineItem, Double> each) {
  public static final Prices US_EAST_1 =
      new Prices(
          "us-east-1",
          Map.ofEntries(
              Map.entry(LineItem.API, 1.00e-6),
              Map.entry(LineItem.CALLS, 0.20e-6),
              Map.entry(LineItem.COMPUTE, 0.0000133334),
              Map.entry(LineItem.MESSAGES, 0.40e-6),
              Map.entry(LineItem.ORDERED_MESSAGES, 0.50e-6),
              Map.entry(LineItem.WRITES, 0.625e-6),
              Map.entry(LineItem.READS, 0.125e-6),
              Map.entry(LineItem.STORAGE, 0.25),
              Map.entry(LineItem.BACKUP, 0.20),
              Map.entry(LineItem.LOGS, 0.50),
              Map.entry(LineItem.METRICS, 0.30),
              Map.entry(LineItem.ALARMS, 0.10),
              Map.entry(LineItem.DASHBOARDS, 3.00)));

  public static final Prices EU_CENTRAL_1 =
      new Prices(
          "eu-central-1",
          Map.ofEntries(
              Map.entry(LineItem.API, 1.20e-6),
              Map.entry(LineItem.CALLS, 0.20e-6),
              Map.entry(LineItem.COMPUTE, 0.0000133334),
              Map.entry(LineItem.MESSAGES, 0.40e-6),
              Map.entry(LineItem.ORDERED_MESSAGES, 0.50e-6),
              Map.entry(LineItem.WRITES, 0.7625e-6),
              Map.entry(LineItem.READS, 0.1525e-6),
              Map.entry(LineItem.STORAGE, 0.306),
              Map.entry(LineItem.BACKUP, 0.2448),
              Map.entry(LineItem.LOGS, 0.63),
              Map.entry(LineItem.METRICS, 0.30),
              Map.entry(LineItem.ALARMS, 0.10),
              Map.entry(LineItem.DASHBOARDS, 3.00)));

  public Prices {
    each = Map.copyOf(each);
  }

  public double of(LineItem lineItem, Usage usage) {
    return usage.of(lineItem) * each.getOrDefault(lineItem, 0.0);
  }

  public double of(Usage usage) {
    double dollars = 0;
    for (LineItem lineItem : LineItem.values()) dollars += of(lineItem, usage);
    return dollars;
  }
}
