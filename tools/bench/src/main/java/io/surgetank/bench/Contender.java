package io.surgetank.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Who is compared, in the order of the charts' colours. All but the first two are in
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

  final String words;

  /// More than the 512 MB that Surgetank gets, so that none is short of it.
  private final String heap;

  Contender(String words, String heap) {
    this.words = words;
    this.heap = heap;
  }

  boolean isPeer() {
    return this != SURGETANK && this != CEILING;
  }

  /// What a library's user would pick instead; the hand-written one is not a library.
  boolean isLibrary() {
    return isPeer() && this != GROUPED_POSTGRES;
  }

  /// Makes its database, which is no part of a start.
  void prepare(WorkFolder folder, Path data) throws IOException, InterruptedException {
    if (!isPeer()) return;
    Process prepare = folder.start(BenchServer.quiet(command(List.of("prepare"), data, List.of())));
    if (prepare.waitFor() != 0) throw new IOException(words + " could not be prepared");
  }

  /// Starts it; a peer with `backlog` words fills itself before it answers.
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
    return new BenchServer(folder.start(builder), port).ready();
  }

  private List<String> command(List<String> verb, Path data, List<String> after)
      throws IOException {
    Files.createDirectories(data);
    var words = new ArrayList<>(List.of(BenchServer.java(), "-XX:+UseSerialGC", "-Xmx" + heap));
    words.add("--enable-native-access=ALL-UNNAMED");
    words.add("--sun-misc-unsafe-memory-access=allow");
    words.add("-Dsqlite4java.library.path=" + JARS.resolve("native").toAbsolutePath());
    words.addAll(List.of("-cp", JARS + "/surgetank-peers.jar:" + JARS + "/lib/*"));
    words.add("io.surgetank.peers.server.Main");
    words.addAll(verb);
    words.addAll(List.of(kind(), data.toString()));
    words.addAll(after);
    return words;
  }

  private String kind() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
