package io.surgetank.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/// The cells of several rounds, by what was loaded and how.
final class Cells {
  record Key(Target target, int connections) {}

  private final Map<Key, List<Cell>> rounds = new LinkedHashMap<>();

  void add(Key key, Cell cell) {
    System.out.printf("%4d connections, %-50s %s%n", key.connections, key.target.words, cell);
    rounds.computeIfAbsent(key, _ -> new ArrayList<>()).add(cell);
  }

  double median(Key key, ToDoubleFunction<Cell> value) {
    return Median.of(rounds.getOrDefault(key, List.of()), value);
  }

  /// Accepted, as a share of what the ceiling takes under the same load.
  double share(Key key) {
    var ceiling = new Key(Target.CEILING, key.connections);
    return median(key, Cell::accepted) / median(ceiling, Cell::accepted);
  }

  String table() {
    var table =
        new StringBuilder(
            """
            | connections | | of the ceiling | accepted/s | completed/s | p50 ms | p99 ms | p99.9 ms | CPU µs/job | device B/job | waiting at the end | faults |
            |--:|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|
            """);
    for (Key key : rounds.keySet())
      table.append(
          "| %d | %s | **%.2f** | %,.0f | %,.0f | %.2f | %.2f | %.2f | %.0f | %,.0f | %,.0f | %.0f |%n"
              .formatted(
                  key.connections,
                  key.target.words,
                  share(key),
                  median(key, Cell::accepted),
                  median(key, Cell::completed),
                  median(key, cell -> cell.latency().p50Millis()),
                  median(key, cell -> cell.latency().p99Millis()),
                  median(key, cell -> cell.latency().p999Millis()),
                  median(key, Cell::cpuMicros),
                  median(key, Cell::deviceBytes),
                  median(key, Cell::waiting),
                  median(key, Cell::faults)));
    return table.toString();
  }
}
