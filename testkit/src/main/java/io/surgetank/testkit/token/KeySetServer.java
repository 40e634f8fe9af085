package io.surgetank.testkit.token;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/// Serves a key set on a loopback address, or does not.
public final class KeySetServer implements AutoCloseable {
  private final HttpServer server;
  private final AtomicInteger requests = new AtomicInteger();
  private volatile HttpHandler handler = exchange -> send(exchange, 404, "");

  private KeySetServer(HttpServer server) {
    this.server = server;
  }

  public static KeySetServer start() {
    try {
      var server =
          new KeySetServer(
              HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
      server.server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
      server.server.createContext("/", server::answer);
      server.server.start();
      return server;
    } catch (IOException unbound) {
      throw new UncheckedIOException(unbound);
    }
  }

  private void answer(HttpExchange exchange) throws IOException {
    requests.incrementAndGet();
    try (exchange) {
      handler.handle(exchange);
    }
  }

  public static void send(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    if (bytes.length > 0) exchange.getResponseBody().write(bytes);
  }

  /// From now on it serves this text.
  public void serve(String text) {
    handler = exchange -> send(exchange, 200, text);
  }

  /// From now on this answers.
  public void serve(HttpHandler answers) {
    handler = answers;
  }

  public URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/jwks.json");
  }

  /// How many requests it has received.
  public int requests() {
    return requests.get();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
