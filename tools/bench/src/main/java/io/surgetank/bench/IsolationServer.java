package io.surgetank.bench;

import io.surgetank.bench.clients.Latencies;
import io.surgetank.bench.clients.OpenLoop;
import io.surgetank.bench.clients.RequestSchedule;
import io.surgetank.core.configuration.DefaultConfiguration;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/// A server with the heap and log level of `./surgetank serve`, and the client that measures it.
record IsolationServer(BenchServer benchServer) implements AutoCloseable {
  static final int POSTS_PER_SECOND = 200;
  static final int HEALTH_CHECKS_PER_SECOND = 20;

  private static final int WARM_UP_PER_SECOND = 2_000;
  private static final Duration WARM_UP = Duration.ofSeconds(6);
  private static final int ENDLESS_JOBS = 2;

  private static final String ORDER =
      "{\"productId\":\"isolation\",\"quantity\":3,\"customerEmail\":\"someone@example.com\",\"unitPrice\":100.00}";

  private static final String CONFIGURATION =
      """
      pipelines:
        orders:
          intake: {path: /orders, schema: order.schema.json}
          work: {handler: order, batch: 100, concurrency: 200}
        endless:
          intake: {path: /endless, schema: endless.schema.json}
          work: {handler: io.surgetank.bench.EndlessHandler, timeout: 2s, concurrency: 2}
          retry: {attempts: 1}
      """;

  /// The latencies of one measurement.
  record Sample(Latencies post, Latencies live) {}

  static IsolationServer start(WorkFolder folder, String name) throws IOException {
    Path data = Files.createDirectories(folder.resolve(name));
    int port = BenchServer.freePort();
    var command =
        List.of(
            BenchServer.java(),
            "-XX:+UseSerialGC",
            "-Xmx512m",
            "-jar",
            "cli/target/surgetank.jar",
            "serve",
            "--port",
            "" + port,
            "--data",
            data.toString(),
            "--config",
            configuration(folder).toString(),
            "--classpath",
            ownClasses().toString());
    var builder =
        BenchServer.quiet(command)
            .redirectOutput(Path.of("tools/bench/target/" + name + ".log").toFile());
    var server = new IsolationServer(new BenchServer(folder.start(builder), port).awaitReady());
    var _ = server.measure(WARM_UP, WARM_UP_PER_SECOND);
    return server;
  }

  private static Path configuration(WorkFolder folder) throws IOException {
    Path config = Files.createDirectories(folder.resolve("config-isolation"));
    var schema = DefaultConfiguration.source().files().text("order.schema.json").orElseThrow();
    Files.writeString(config.resolve("order.schema.json"), schema);
    Files.writeString(config.resolve("endless.schema.json"), "{\"type\": \"object\"}");
    return Files.writeString(config.resolve("surgetank.yaml"), CONFIGURATION);
  }

  private static Path ownClasses() {
    try {
      return Path.of(
          EndlessHandler.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  InetSocketAddress address() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), benchServer.port());
  }

  Sample measure(Duration time) throws IOException {
    return measure(time, POSTS_PER_SECOND);
  }

  private Sample measure(Duration time, int postsPerSecond) throws IOException {
    var schedules =
        List.of(
            RequestSchedule.post("/orders", ORDER, postsPerSecond),
            RequestSchedule.get("/health/live", HEALTH_CHECKS_PER_SECOND));
    List<Latencies> latencies = OpenLoop.measure(address(), schedules, time);
    return new Sample(latencies.getFirst(), latencies.getLast());
  }

  /// Occupies both threads of the pipeline `endless`, and returns when their timeouts are counted.
  void occupyHandlers() throws IOException {
    var schedule = RequestSchedule.post("/endless", "{}", ENDLESS_JOBS);
    var _ = OpenLoop.measure(address(), List.of(schedule), Duration.ofMillis(600));
    while (timedOut() < ENDLESS_JOBS) Polling.of(Duration.ofMillis(100));
  }

  /// The attempts that were ended by their timeout.
  long timedOut() {
    return BenchServer.sum(
        benchServer.get("/metrics").replaceAll("(?m)^.*\"orders\".*$", ""), "dead_total");
  }

  @Override
  public void close() {
    benchServer.close();
  }
}
