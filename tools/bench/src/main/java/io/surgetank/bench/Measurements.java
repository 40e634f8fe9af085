package io.surgetank.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/// The measurements of several rounds, by variant and connections.
final class Measurements {
  record Key(ServerVariant serverVariant, int connections) {}

  private final Map<Key, List<Measurement>> rounds = new LinkedHashMap<>();

  void add(Key key, Measurement measurement) {
    System.out.printf(
        "%4d connections, %-50s %s%n", key.connections, key.serverVariant.label, measurement);
    rounds.computeIfAbsent(key, _ -> new ArrayList<>()).add(measurement);
  }

  double median(Key key, ToDoubleFunction<Measurement> value) {
    return Median.of(rounds.getOrDefault(key, List.of()), value);
  }

  /// Accepted, relative to the ceiling under the same load.
  double share(Key key) {
    var ceiling = new Key(ServerVariant.CEILING, key.connections);
    return median(key, Measurement::accepted) / median(ceiling, Measurement::accepted);
  }

  String table() {
    var table =
        new StringBuilder(
            """
            | connections | | of the ceiling | accepted/s | completed/s | p50 ms | p99 ms | p99.9 ms | CPU µs/job | device B/job | waiting at the end | errors |
            |--:|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|
            """);
    for (Key key : rounds.keySet())
      table.append(
          "| %d | %s | **%.2f** | %,.0f | %,.0f | %.2f | %.2f | %.2f | %.0f | %,.0f | %,.0f | %.0f |%n"
              .formatted(
                  key.connections,
                  key.serverVariant.label,
                  share(key),
                  median(key, Measurement::accepted),
                  median(key, Measurement::completed),
                  median(key, measurement -> measurement.latency().p50Millis()),
                  median(key, measurement -> measurement.latency().p99Millis()),
                  median(key, measurement -> measurement.latency().p999Millis()),
                  median(key, Measurement::cpuMicros),
                  median(key, Measurement::deviceBytes),
                  median(key, Measurement::unfinished),
                  median(key, Measurement::errors)));
    return table.toString();
  }
}
