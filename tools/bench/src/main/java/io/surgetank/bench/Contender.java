package io.surgetank.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// The compared servers, in the order of the chart colours. All but the first two are in
/// `tools/bench/peers`.
enum Contender {
  SURGETANK("Surgetank", ""),
  CEILING("ceiling: same HTTP, stores nothing", ""),
  GROUPED_POSTGRES("hand-written groups, PostgreSQL", "1g"),
  ARTEMIS("Artemis + SQLite table", "2g"),
  DB_SCHEDULER_POSTGRES("db-scheduler, PostgreSQL", "1g"),
  DB_SCHEDULER_SQLITE("db-scheduler, SQLite", "1g"),
  JOBRUNR_POSTGRES("JobRunr, PostgreSQL", "1g"),
  JOBRUNR_SQLITE("JobRunr, SQLite", "1g"),
  ELASTICMQ_DYNAMODB("ElasticMQ + DynamoDB Local", "2g");

  private static final Path JARS = Path.of("tools/bench/peers/target");

  final String label;

  /// More than the 512 MB of Surgetank, so that it is not a limit.
  private final String heap;

  Contender(String label, String heap) {
    this.label = label;
    this.heap = heap;
  }

  boolean isPeer() {
    return this != SURGETANK && this != CEILING;
  }

  /// Whether it uses a queue library; the hand-written one does not.
  boolean isLibrary() {
    return isPeer() && this != GROUPED_POSTGRES;
  }

  /// Creates its database, which does not count as start-up.
  void prepare(WorkFolder folder, Path data) throws IOException, InterruptedException {
    if (!isPeer()) return;
    Process prepare = folder.start(BenchServer.quiet(command(List.of("prepare"), data, List.of())));
    if (prepare.waitFor() != 0) throw new IOException("cannot prepare " + label);
  }

  /// Starts it. With `backlog` arguments a peer fills its backlog before it is ready.
  BenchServer start(WorkFolder folder, Path data, List<String> backlog) throws IOException {
    if (this == SURGETANK) return BenchServer.start(folder, ServerVariant.WORK, data);
    if (this == CEILING) return BenchServer.start(folder, ServerVariant.CEILING, data);
    int port = BenchServer.freePort();
    var after = new ArrayList<>(List.of("" + port));
    after.addAll(backlog);
    Path log = Path.of("tools/bench/target/" + kind() + ".log");
    var builder =
        BenchServer.quiet(command(List.of("serve"), data, after))
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    return new BenchServer(folder.start(builder), port).awaitReady();
  }

  private List<String> command(List<String> command, Path data, List<String> after)
      throws IOException {
    Files.createDirectories(data);
    var arguments = new ArrayList<>(List.of(BenchServer.java(), "-XX:+UseSerialGC", "-Xmx" + heap));
    arguments.add("--enable-native-access=ALL-UNNAMED");
    arguments.add("--sun-misc-unsafe-memory-access=allow");
    arguments.add("-Dsqlite4java.library.path=" + JARS.resolve("native").toAbsolutePath());
    arguments.addAll(List.of("-cp", JARS + "/surgetank-peers.jar:" + JARS + "/lib/*"));
    arguments.add("io.surgetank.peers.server.Main");
    arguments.addAll(command);
    arguments.addAll(List.of(kind(), data.toString()));
    arguments.addAll(after);
    return arguments;
  }

  private String kind() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
