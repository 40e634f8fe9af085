package io.surgetank.proof.overload;

import io.surgetank.core.configuration.DefaultConfiguration;
import io.surgetank.proof.server.KillableServer;
import io.surgetank.proof.server.ProcessUsage;
import io.surgetank.proof.server.ServerClient;
import io.surgetank.proof.server.ServerSetup;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// A server with the JVM options of `./surgetank serve`, and its pipelines.
record OverloadServer(KillableServer server, URI url) implements AutoCloseable {
  static final int MAX_HEAP_MEGABYTES = 512;

  /// Its handlers limit what it processes: 8 at a time that take 10 ms.
  static final String ORDERS = "/orders";

  /// Its rate limits what it accepts.
  static final String LIMITED = "/limited";

  static final int LIMITED_PER_SECOND = 50;

  private static final String SCHEMA = "order.schema.json";

  private static final String CONFIGURATION =
      """
      pipelines:
        orders:
          intake: {path: /orders, schema: order.schema.json, backlog: BACKLOG}
          work: {handler: order, concurrency: 8, simulate: {delay: 10ms}}
        limited:
          intake: {path: /limited, schema: order.schema.json, rate: RATE/s}
          work: {handler: order}
      """;

  static OverloadServer start(Path folder, OverloadPlan plan) throws IOException {
    var setup =
        new ServerSetup(
            folder.resolve("data"),
            configuration(Files.createDirectories(folder.resolve("config")), plan.backlog()),
            folder.resolve("server.log"),
            Optional.empty(),
            List.of(
                "-Xmx" + MAX_HEAP_MEGABYTES + "m",
                "-XX:TieredStopAtLevel=" + plan.compilerLevel()));
    KillableServer server = setup.start();
    URI url =
        server
            .awaitListening()
            .orElseThrow(() -> new IOException("the server did not start: " + server.exit()));
    server.discardOutput();
    return new OverloadServer(server, url);
  }

  private static Path configuration(Path folder, int backlog) throws IOException {
    String schema = DefaultConfiguration.source().files().text(SCHEMA).orElseThrow();
    Files.writeString(folder.resolve(SCHEMA), schema);
    return Files.writeString(
        folder.resolve("surgetank.yaml"),
        CONFIGURATION
            .replace("BACKLOG", Integer.toString(backlog))
            .replace("RATE", Integer.toString(LIMITED_PER_SECOND)));
  }

  InetSocketAddress address() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), url.getPort());
  }

  ServerClient client() throws IOException {
    return new ServerClient(url, server.data());
  }

  ProcessUsage usage() {
    return new ProcessUsage(server.process().toHandle());
  }

  @Override
  public void close() {
    server.close();
  }
}
