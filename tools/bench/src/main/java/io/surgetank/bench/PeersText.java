package io.surgetank.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The text and tables of the comparison.
record PeersText(Map<Contender, PeerResults> results, ComparisonPlan comparisonPlan) {
  private static final Pattern VERSIONED_JAR =
      Pattern.compile(
          "(db-scheduler|jobrunr|artemis-server|elasticmq-core_2.13|DynamoDBLocal|sqlite-jdbc|postgresql|HikariCP)-([0-9.]+)\\.jar");

  String write() throws IOException {
    return ratios()
        + "\n![Jobs accepted, processed and stored per second at 64 connections, logarithmic](charts/peers-stored.svg)\n\n"
        + "![The same by connections](charts/peers-throughput.svg)\n\n"
        + throughput()
        + "\n![Latency of the 202 at 64 connections](charts/peers-accept-latency.svg)\n\n"
        + "![Latency from the POST to the stored result without other load](charts/peers-stored-latency.svg)\n\n"
        + latency()
        + resources()
        + "\n![Accepting and processing with and without a backlog](charts/peers-backlog.svg)\n\n"
        + withBacklog()
        + note();
  }

  private PeerResults of(Contender contender) {
    return results.getOrDefault(contender, new PeerResults());
  }

  private double stored(Contender contender) {
    return of(contender).stored(ComparisonPlan.TARGET);
  }

  private String ratios() {
    double own = stored(Contender.SURGETANK);
    return """
    Accepted, processed and stored at 64 connections, Surgetank compared with:

    - the ceiling (the same HTTP, storing nothing): **%.2f** of its rate (target: 0.60);
    - the hand-written grouped PostgreSQL queue: **%.1f times** its rate (target: 2, also at 1, 16 and 256 connections);
    - the fastest library (%s): **%.1f times** (target: 10); the slowest: %,.0f times.
    """
        .formatted(
            own / stored(Contender.CEILING),
            own / stored(Contender.GROUPED_POSTGRES),
            fastestLibrary().label,
            own / stored(fastestLibrary()),
            own / lowest(Contender::isLibrary));
  }

  private Contender fastestLibrary() {
    return Stream.of(Contender.values())
        .filter(Contender::isLibrary)
        .max((a, b) -> Double.compare(stored(a), stored(b)))
        .orElseThrow();
  }

  private double lowest(Predicate<Contender> which) {
    return Stream.of(Contender.values())
        .filter(which)
        .mapToDouble(this::stored)
        .min()
        .orElseThrow();
  }

  private String throughput() {
    var table =
        new StringBuilder(
            """
            | connections | | Surgetank's relative rate | stored/s | accepted/s | 202: p50 ms | p99 ms | p99.9 ms | left waiting | errors |
            |--:|---|--:|--:|--:|--:|--:|--:|--:|--:|
            """);
    for (int connections : comparisonPlan.connections())
      for (var each : results.entrySet()) table.append(row(connections, each.getKey()));
    return table.toString();
  }

  private String row(int connections, Contender contender) {
    PeerResults peerResults = of(contender);
    double ratio = of(Contender.SURGETANK).stored(connections) / peerResults.stored(connections);
    return "| %d | %s | **%s** | %,.0f | %,.0f | %.2f | %.2f | %.2f | %,.0f | %.0f |%n"
        .formatted(
            connections,
            contender.label,
            contender == Contender.SURGETANK
                ? "1"
                : (ratio < 1 ? "%.2f ×" : "%.1f ×").formatted(ratio),
            peerResults.stored(connections),
            peerResults.median(connections, PeerMeasurement::accepted),
            peerResults.median(
                connections, peerMeasurement -> peerMeasurement.latency().p50Millis()),
            peerResults.median(
                connections, peerMeasurement -> peerMeasurement.latency().p99Millis()),
            peerResults.median(
                connections, peerMeasurement -> peerMeasurement.latency().p999Millis()),
            peerResults.median(connections, PeerMeasurement::left),
            peerResults.median(connections, PeerMeasurement::errors));
  }

  private String latency() {
    var table =
        new StringBuilder(
            """
            | from the POST until it is stored, ms | no other load: p50 | p99 | p99.9 | at 64 connections: p50 | p99 | samples |
            |---|--:|--:|--:|--:|--:|--:|
            """);
    for (var each : results.entrySet()) {
      if (each.getKey() == Contender.CEILING) continue;
      var idle = LatencySamples.all(each.getValue().idle);
      var loaded = LatencySamples.all(each.getValue().loaded);
      table.append(
          "| %s | %s | %s | %s | %s | %s | %,d, %,d |%n"
              .formatted(
                  each.getKey().label,
                  idle.text(0.5),
                  idle.text(0.99),
                  idle.text(0.999),
                  loaded.text(0.5),
                  loaded.text(0.99),
                  idle.millis().size(),
                  loaded.millis().size()));
    }
    return table.append('\n').toString();
  }

  private String resources() {
    var table =
        new StringBuilder(
            """
            | | CPU µs/job at 64 | device B/job | memory MB | start to the first response, s |
            |---|--:|--:|--:|--:|
            """);
    for (var each : results.entrySet()) {
      PeerResults peerResults = each.getValue();
      table.append(
          "| %s | %,.0f | %,.0f | %,.0f | %.2f |%n"
              .formatted(
                  each.getKey().label,
                  peerResults.median(ComparisonPlan.TARGET, PeerMeasurement::cpuMicros),
                  PeerResults.median(peerResults.deviceBytes),
                  PeerResults.median(peerResults.megabytes),
                  PeerResults.median(peerResults.startSeconds)));
    }
    return table.toString();
  }

  private String withBacklog() {
    var table =
        new StringBuilder(
            """
            | with a backlog, at 64 connections | waiting at the start | accepted/s | processed/s | accepted + processed, relative to no backlog | 202: p99 ms |
            |---|--:|--:|--:|--:|--:|
            """);
    for (var each : results.entrySet()) {
      PeerResults peerResults = each.getValue();
      for (PeerMeasurement peerMeasurement : peerResults.withBacklog)
        table.append(
            "| %s | %,d | %,.0f | %,.0f | **%.2f** | %.1f |%n"
                .formatted(
                    each.getKey().label,
                    peerResults.backlog,
                    peerMeasurement.accepted(),
                    peerMeasurement.completed(),
                    peerResults.throughput(peerResults.withBacklog)
                        / peerResults.throughput(peerResults.at(ComparisonPlan.TARGET)),
                    peerMeasurement.latency().p99Millis()));
    }
    return table.toString();
  }

  /// From the names of the jars, and from PostgreSQL.
  private static String versions() throws IOException {
    var versions = new TreeSet<String>(String.CASE_INSENSITIVE_ORDER);
    try (Stream<Path> jars = Files.list(Path.of("tools/bench/peers/target/lib"))) {
      for (Path jar : jars.toList()) {
        var name = VERSIONED_JAR.matcher(jar.getFileName().toString());
        if (name.matches()) versions.add(name.group(1) + " " + name.group(2));
      }
    }
    return String.join(", ", versions) + "; " + Machine.postgres();
  }

  private String note() throws IOException {
    return """

    Stored/s is measured from the first order until none waits, or 5 s after the load; the table has the jobs left then.
    CPU, memory and bytes are those of the server and its PostgreSQL: CPU per stored job, proportional memory (PSS),
    bytes of the block device per accepted job over all loads, flushed. Start-up is with existing tables and includes
    the start of PostgreSQL. Latencies to the stored result are sampled by four clients, which poll after 0.3 ms and
    then at intervals that grow by 15 %%, which is their error; "≥": some timed out after 6 s. ElasticMQ keeps its
    messages in memory, so that it alone can lose accepted jobs. All others sync before the 202. Setup, and limits of
    the comparison: [tools/bench/peers](../tools/bench/peers/README.md).
    Versions: %s. Medians of %d rounds, loads of %d s.
    """
        .formatted(versions(), comparisonPlan.rounds(), comparisonPlan.seconds());
  }
}
