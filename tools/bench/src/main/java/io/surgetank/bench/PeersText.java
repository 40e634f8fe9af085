package io.surgetank.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The comparison in words and tables.
record PeersText(Map<Contender, PeerResults> found, ComparisonPlan comparisonPlan) {
  private static final Pattern NAMED =
      Pattern.compile(
          "(db-scheduler|jobrunr|artemis-server|elasticmq-core_2.13|DynamoDBLocal|sqlite-jdbc|postgresql|HikariCP)-([0-9.]+)\\.jar");

  String write() throws IOException {
    return ratios()
        + "\n![Jobs accepted, worked and stored a second at 64 connections, on a logarithmic axis](charts/peers-stored.svg)\n\n"
        + "![The same against connections](charts/peers-throughput.svg)\n\n"
        + throughput()
        + "\n![Latency of the 202 at 64 connections](charts/peers-accept-latency.svg)\n\n"
        + "![Latency from the POST to the stored result with little to do](charts/peers-stored-latency.svg)\n\n"
        + latency()
        + resources()
        + "\n![Accepting and working with a backlog and without](charts/peers-backlog.svg)\n\n"
        + behind()
        + note();
  }

  private PeerResults of(Contender contender) {
    return found.getOrDefault(contender, new PeerResults());
  }

  private double stored(Contender contender) {
    return of(contender).stored(ComparisonPlan.AIM);
  }

  private String ratios() {
    double own = stored(Contender.SURGETANK);
    return """
    Accepted, worked and stored at 64 connections, Surgetank against:

    - the ceiling (the same HTTP, storing nothing): **%.2f** of it (aim: 0.60);
    - the hand-written grouped PostgreSQL queue: **%.1f times** its rate (aim: 4);
    - the fastest library (%s): **%.1f times** (aim: 10); the slowest: %,.0f times.
    """
        .formatted(
            own / stored(Contender.CEILING),
            own / stored(Contender.GROUPED_POSTGRES),
            fastestLibrary().words,
            own / stored(fastestLibrary()),
            own / least(Contender::isLibrary));
  }

  private Contender fastestLibrary() {
    return Stream.of(Contender.values())
        .filter(Contender::isLibrary)
        .max((a, b) -> Double.compare(stored(a), stored(b)))
        .orElseThrow();
  }

  private double least(Predicate<Contender> which) {
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
            | connections | | Surgetank's rate is | stored/s | accepted/s | 202: p50 ms | p99 ms | p99.9 ms | left waiting | faults |
            |--:|---|--:|--:|--:|--:|--:|--:|--:|--:|
            """);
    for (int connections : comparisonPlan.connections())
      for (var each : found.entrySet()) table.append(row(connections, each.getKey()));
    return table.toString();
  }

  private String row(int connections, Contender contender) {
    PeerResults peerResults = of(contender);
    double ratio = of(Contender.SURGETANK).stored(connections) / peerResults.stored(connections);
    return "| %d | %s | **%s** | %,.0f | %,.0f | %.2f | %.2f | %.2f | %,.0f | %.0f |%n"
        .formatted(
            connections,
            contender.words,
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
            peerResults.median(connections, PeerMeasurement::faults));
  }

  private String latency() {
    var table =
        new StringBuilder(
            """
            | from the POST until it is stored, ms | little to do: p50 | p99 | p99.9 | at 64 connections: p50 | p99 | samples |
            |---|--:|--:|--:|--:|--:|--:|
            """);
    for (var each : found.entrySet()) {
      if (each.getKey() == Contender.CEILING) continue;
      var calm = LatencySamples.all(each.getValue().unhurried);
      var loaded = LatencySamples.all(each.getValue().loaded);
      table.append(
          "| %s | %s | %s | %s | %s | %s | %,d, %,d |%n"
              .formatted(
                  each.getKey().words,
                  calm.words(0.5),
                  calm.words(0.99),
                  calm.words(0.999),
                  loaded.words(0.5),
                  loaded.words(0.99),
                  calm.millis().size(),
                  loaded.millis().size()));
    }
    return table.append('\n').toString();
  }

  private String resources() {
    var table =
        new StringBuilder(
            """
            | | CPU µs/job at 64 | device B/job | memory MB | start to the first reply, s |
            |---|--:|--:|--:|--:|
            """);
    for (var each : found.entrySet()) {
      PeerResults peerResults = each.getValue();
      table.append(
          "| %s | %,.0f | %,.0f | %,.0f | %.2f |%n"
              .formatted(
                  each.getKey().words,
                  peerResults.median(ComparisonPlan.AIM, PeerMeasurement::cpuMicros),
                  PeerResults.median(peerResults.deviceBytes),
                  PeerResults.median(peerResults.megabytes),
                  PeerResults.median(peerResults.startSeconds)));
    }
    return table.toString();
  }

  private String behind() {
    var table =
        new StringBuilder(
            """
            | with a backlog, at 64 connections | waiting at the start | accepted/s | worked/s | accepted and worked, of that without | 202: p99 ms |
            |---|--:|--:|--:|--:|--:|
            """);
    for (var each : found.entrySet()) {
      PeerResults peerResults = each.getValue();
      for (PeerMeasurement peerMeasurement : peerResults.behind)
        table.append(
            "| %s | %,d | %,.0f | %,.0f | **%.2f** | %.1f |%n"
                .formatted(
                    each.getKey().words,
                    peerResults.backlog,
                    peerMeasurement.accepted(),
                    peerMeasurement.completed(),
                    peerResults.moved(peerResults.behind)
                        / peerResults.moved(peerResults.at(ComparisonPlan.AIM)),
                    peerMeasurement.latency().p99Millis()));
    }
    return table.toString();
  }

  /// As they lie beside the peers' jar, and what PostgreSQL says of itself.
  private static String versions() throws IOException {
    var named = new TreeSet<String>(String.CASE_INSENSITIVE_ORDER);
    try (Stream<Path> jars = Files.list(Path.of("tools/bench/peers/target/lib"))) {
      for (Path jar : jars.toList()) {
        var name = NAMED.matcher(jar.getFileName().toString());
        if (name.matches()) named.add(name.group(1) + " " + name.group(2));
      }
    }
    return String.join(", ", named) + "; " + Machine.postgres();
  }

  private String note() throws IOException {
    return """

    Stored/s counts from the first order until none waits, or for 5 s after the load; what is left then is in the
    table. CPU, memory and bytes are of the server and of its PostgreSQL together: CPU per stored job, memory divided
    among those that share it, bytes of the block device per accepted job over all loads, everything flushed. Start-up
    is with tables made and, where there is one, PostgreSQL started too. Latencies to the stored result are sampled by
    four clients that look after 0.3 ms and then ever seldomer, right to 15 %%; "≥": some were given up on after 6 s.
    ElasticMQ keeps its messages in memory: it alone would lose accepted jobs. All others sync before they say 202.
    How each is set up, what is fair and what is not: [tools/bench/peers](../tools/bench/peers/README.md).
    Versions: %s. Medians of %d rounds, loads of %d s.
    """
        .formatted(versions(), comparisonPlan.rounds(), comparisonPlan.seconds());
  }
}
