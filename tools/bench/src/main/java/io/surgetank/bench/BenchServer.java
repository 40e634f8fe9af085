package io.surgetank.bench;

import io.surgetank.core.configuration.DefaultConfiguration;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// A server process with its metrics and resource usage.
record BenchServer(Process process, int port) implements AutoCloseable {
  private static final Duration START_TIMEOUT = Duration.ofMinutes(2);
  private static final Duration STOP_TIMEOUT = Duration.ofSeconds(20);
  private static final List<String> JVM = List.of(java(), "-XX:+UseSerialGC", "-Xmx512m");

  /// Starts a server with its data in `data`; `options` are JVM options.
  static BenchServer start(
      WorkFolder folder, ServerVariant serverVariant, Path data, String... options)
      throws IOException {
    Files.createDirectories(data);
    int port = freePort();
    var command = new ArrayList<String>(JVM);
    command.addAll(List.of(options));
    if (serverVariant == ServerVariant.CEILING)
      command.addAll(
          List.of(
              "-cp", System.getProperty("java.class.path"), Ceiling.class.getName(), "" + port));
    else {
      command.addAll(List.of("-jar", "cli/target/surgetank.jar"));
      command.addAll(serve(serverVariant, data, port));
    }
    var builder = quiet(command);
    if (serverVariant != ServerVariant.WORK_LOGGED)
      builder.redirectOutput(Path.of("tools/bench/target/" + serverVariant + ".log").toFile());
    return new BenchServer(folder.start(builder), port).awaitReady();
  }

  static ProcessBuilder quiet(List<String> command) {
    return new ProcessBuilder(command)
        .redirectOutput(Redirect.DISCARD)
        .redirectError(Redirect.INHERIT);
  }

  static List<String> serve(ServerVariant serverVariant, Path data, int port) throws IOException {
    var arguments = new ArrayList<String>();
    arguments.addAll(List.of("serve", "--port", "" + port, "--data", data.toString()));
    if (serverVariant != ServerVariant.WORK_LOGGED)
      arguments.addAll(List.of("--log-level", "warn"));
    if (serverVariant != ServerVariant.BUILT_IN)
      arguments.addAll(List.of("--config", config(serverVariant, data).toString()));
    return arguments;
  }

  private static Path config(ServerVariant serverVariant, Path data) throws IOException {
    Path folder = Files.createDirectories(data.resolveSibling("config-" + serverVariant));
    var schema = DefaultConfiguration.source().files().text("order.schema.json").orElseThrow();
    Files.writeString(folder.resolve("order.schema.json"), schema);
    return Files.writeString(folder.resolve("surgetank.yaml"), serverVariant.configuration());
  }

  static int freePort() throws IOException {
    try (var any = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return any.getLocalPort();
    }
  }

  static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  /// Waits until it is ready.
  BenchServer awaitReady() {
    long start = System.nanoTime();
    while (!isReady()) {
      if (!process.isAlive() || System.nanoTime() - start > START_TIMEOUT.toNanos())
        throw new UncheckedIOException(new IOException("the server is not ready: it " + state()));
      Polling.of(Duration.ofMillis(5));
    }
    return this;
  }

  private boolean isReady() {
    try {
      var _ = get("/health/ready");
      return true;
    } catch (UncheckedIOException notYet) {
      return false;
    }
  }

  private String state() {
    return process.isAlive() ? "is running" : "ended with status " + process.exitValue();
  }

  URI url(String path) {
    return URI.create("http://127.0.0.1:" + port + path);
  }

  String get(String path) {
    try {
      var connection = (HttpURLConnection) url(path).toURL().openConnection();
      try (var body = connection.getInputStream()) {
        return new String(body.readAllBytes(), StandardCharsets.UTF_8);
      }
    } catch (IOException failed) {
      throw new UncheckedIOException("no response; the server " + state(), failed);
    }
  }

  /// A metric's value, summed over the pipelines.
  static long sum(String metrics, String name) {
    return metrics
        .lines()
        .filter(line -> line.startsWith("surgetank_" + name + "{"))
        .mapToLong(line -> Long.parseLong(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }

  long unfinished() {
    return sum(get("/metrics"), "unfinished_jobs");
  }

  /// User and system time since the start.
  Duration cpu() {
    return process.info().totalCpuDuration().orElseThrow();
  }

  long residentMegabytes() throws IOException {
    String kilobytes = Machine.value("/proc/" + process.pid() + "/status", "VmRSS");
    return Long.parseLong(kilobytes.split(" ", -1)[0]) / 1024;
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(STOP_TIMEOUT)) {
        var _ = process.destroyForcibly().onExit().join();
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
