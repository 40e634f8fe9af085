package io.surgetank.server;

import io.helidon.http.DirectHandler;
import io.helidon.http.DirectHandler.EventType;
import io.helidon.http.DirectHandler.TransportResponse;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.DirectHandlers;
import io.helidon.webserver.http1.Http1Config;
import io.surgetank.api.Front;
import io.surgetank.api.Response;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;

/// Serves a [Front] over HTTP/1.1, each connection on a virtual thread.
public final class HttpServer implements AutoCloseable {
  /// How long requests that run may go on when the server stops: half of what a stop may take in
  /// all.
  private static final Duration GRACE = Duration.ofMillis(2_500);

  private final WebServer server;
  private final String host;

  private HttpServer(WebServer server, String host) {
    this.server = server;
    this.host = host;
  }

  /// Listens when this returns. Throws [UncheckedIOException] with a sentence when the port cannot
  /// be had.
  public static HttpServer start(HttpSettings settings, Front front) {
    var carrier = new Carrier(front, new Gates(), settings.maxBodyBytes());
    var built =
        WebServer.builder()
            .host(settings.host())
            .port(settings.port())
            .backlog(HttpSettings.BACKLOG)
            .maxPayloadSize(settings.maxBodyBytes())
            .maxTcpConnections(HttpSettings.MAX_CONNECTIONS)
            .shutdownHook(false)
            .shutdownGracePeriod(GRACE)
            .idleConnectionTimeout(HttpSettings.SILENCE.multipliedBy(5))
            // Each response is written by the thread that made it; a queue only adds a switch.
            .writeQueueLength(0)
            .connectionOptions(
                options -> options.tcpNoDelay(true).readTimeout(HttpSettings.SILENCE))
            .featuresDiscoverServices(false)
            .contentEncoding(new NoDecoding())
            .protocolsDiscoverServices(false)
            .addProtocol(
                Http1Config.builder()
                    .maxHeadersSize(HttpSettings.MAX_HEADER_BYTES)
                    .maxPrologueLength(HttpSettings.MAX_REQUEST_LINE_BYTES)
                    .validatePath(false)
                    .build())
            .directHandlers(refusals())
            .routing(routing -> routing.any(carrier))
            .build();
    built.start();
    // The library logs that it cannot listen, and returns as if it did.
    if (!built.isRunning()) throw unable(settings);
    return new HttpServer(built, settings.host());
  }

  private static UncheckedIOException unable(HttpSettings settings) {
    String place = "Port %d on %s".formatted(settings.port(), settings.host());
    try (var probe = new ServerSocket()) {
      probe.setReuseAddress(true);
      probe.bind(new InetSocketAddress(settings.host(), settings.port()));
      return new UncheckedIOException(place + " cannot be listened on", new IOException());
    } catch (BindException taken) {
      return new UncheckedIOException(
          place
              + " is taken. Stop what uses it, or choose another with --port; 0 means any free one",
          new IOException(taken));
    } catch (IOException unusable) {
      return new UncheckedIOException(place + " cannot be listened on", unusable);
    }
  }

  public int port() {
    return server.port();
  }

  public String url() {
    return "http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port();
  }

  /// Accepts nothing more, lets what runs end, within bounds.
  @Override
  public void close() {
    server.stop();
  }

  private static DirectHandlers refusals() {
    DirectHandler problem =
        (request, type, status, headers, message) -> {
          Response refusal = Refusal.forStatus(status.code()).response(status.code());
          var response = TransportResponse.builder().status(status).keepAlive(false);
          refusal
              .headers()
              .forEach((name, value) -> response.header(HeaderNames.create(name), value));
          return response.entity(refusal.body()).build();
        };
    var handlers = DirectHandlers.builder();
    for (EventType type : EventType.values()) handlers.addHandler(type, problem);
    return handlers.build();
  }
}
