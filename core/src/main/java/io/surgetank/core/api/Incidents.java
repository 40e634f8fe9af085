package io.surgetank.core.api;

import java.util.concurrent.atomic.LongAdder;

/// Unexpected errors: each gets an id, goes to the operator's log under it, and is counted.
final class Incidents {
  private final ApiParts parts;
  private final LongAdder count = new LongAdder();

  Incidents(ApiParts parts) {
    this.parts = parts;
  }

  /// Gives the incident's id.
  String report(Throwable cause) {
    String instance = "urn:uuid:" + parts.ids().next();
    count.increment();
    parts.incidents().accept(instance, cause);
    return instance;
  }

  /// Adds the count in Prometheus' text format.
  void describe(StringBuilder text) {
    text.append("# HELP surgetank_incidents_total")
        .append(" Unexpected errors of this process, each of them in its log.\n")
        .append("# TYPE surgetank_incidents_total counter\n")
        .append("surgetank_incidents_total ")
        .append(count.sum())
        .append('\n');
  }
}
