package io.surgetank.cost;

import java.util.Map;

/// Dollars for one of each part, as read on 20 Nov 2026; the sources are in docs/aws.md.
public record Prices(String region, Map<Part, Double> each) {
  public static final Prices US_EAST_1 =
      new Prices(
          "us-east-1",
          Map.ofEntries(
              Map.entry(Part.API, 1.00e-6),
              Map.entry(Part.CALLS, 0.20e-6),
              Map.entry(Part.COMPUTE, 0.0000133334),
              Map.entry(Part.MESSAGES, 0.40e-6),
              Map.entry(Part.ORDERED_MESSAGES, 0.50e-6),
              Map.entry(Part.WRITES, 0.625e-6),
              Map.entry(Part.READS, 0.125e-6),
              Map.entry(Part.STORAGE, 0.25),
              Map.entry(Part.BACKUP, 0.20),
              Map.entry(Part.LOGS, 0.50),
              Map.entry(Part.METRICS, 0.30),
              Map.entry(Part.ALARMS, 0.10),
              Map.entry(Part.DASHBOARDS, 3.00)));

  public static final Prices EU_CENTRAL_1 =
      new Prices(
          "eu-central-1",
          Map.ofEntries(
              Map.entry(Part.API, 1.20e-6),
              Map.entry(Part.CALLS, 0.20e-6),
              Map.entry(Part.COMPUTE, 0.0000133334),
              Map.entry(Part.MESSAGES, 0.40e-6),
              Map.entry(Part.ORDERED_MESSAGES, 0.50e-6),
              Map.entry(Part.WRITES, 0.7625e-6),
              Map.entry(Part.READS, 0.1525e-6),
              Map.entry(Part.STORAGE, 0.306),
              Map.entry(Part.BACKUP, 0.2448),
              Map.entry(Part.LOGS, 0.63),
              Map.entry(Part.METRICS, 0.30),
              Map.entry(Part.ALARMS, 0.10),
              Map.entry(Part.DASHBOARDS, 3.00)));

  public Prices {
    each = Map.copyOf(each);
  }

  public double of(Part part, Amounts amounts) {
    return amounts.of(part) * each.getOrDefault(part, 0.0);
  }

  public double of(Amounts amounts) {
    double dollars = 0;
    for (Part part : Part.values()) dollars += of(part, amounts);
    return dollars;
  }
}
