package io.surgetank.local.gateway;

import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Method;
import io.helidon.http.Status;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.helidon.webserver.http1.Http1Config;
import io.surgetank.deploy.stack.HttpApi;
import io.surgetank.local.lambda.Invoker;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;

/// Listens on a loopback address and carries requests to the [HttpApiGateway] and back.
public final class GatewayServer implements AutoCloseable {
  private static final Logger LOG = System.getLogger(GatewayServer.class.getName());

  /// Headers of a connection, not of a request.
  private static final Set<String> HOP_BY_HOP =
      Set.of("connection", "keep-alive", "te", "trailer", "transfer-encoding", "upgrade");

  private final HttpApiGateway httpApiGateway;
  private final Dependencies dependencies;
  private final WebServer server;

  /// The dependencies of the server.
  ///
  /// @param random must be thread-safe
  public record Dependencies(InstantSource clock, RandomGenerator random) {}

  private GatewayServer(HttpApiGateway httpApiGateway, int port, Dependencies dependencies) {
    this.httpApiGateway = httpApiGateway;
    this.dependencies = dependencies;
    this.server =
        WebServer.builder()
            .host("127.0.0.1")
            .port(port)
            .shutdownHook(false)
            .shutdownGracePeriod(Duration.ofSeconds(1))
            .writeQueueLength(0)
            .connectionOptions(options -> options.tcpNoDelay(true))
            .featuresDiscoverServices(false)
            .contentEncoding(new IdentityContentEncoding())
            .protocolsDiscoverServices(false)
            .addProtocol(
                Http1Config.builder()
                    .maxHeadersSize(HttpApiLimits.MAX_HEADER_BYTES)
                    .maxPrologueLength(HttpApiLimits.MAX_HEADER_BYTES)
                    .validatePath(false)
                    .build())
            .routing(routing -> routing.any(this::handle))
            .build();
  }

  /// Returns when the server listens. Throws [UncheckedIOException] when it cannot listen on the
  /// port.
  ///
  /// @param port 0 for any free port
  public static GatewayServer start(
      HttpApi api,
      HttpApiLimits httpApiLimits,
      Invoker invoker,
      int port,
      Dependencies dependencies) {
    var gateway =
        new GatewayServer(
            new HttpApiGateway(api, httpApiLimits, invoker, System::nanoTime), port, dependencies);
    gateway.server.start();
    // The library logs that it cannot listen, and returns normally.
    if (!gateway.server.isRunning()) throw inUse(port, new IOException());
    return gateway;
  }

  /// Throws as [#start] does if the port is in use, before other parts are started.
  public static void requireFree(int port) {
    try (var probe = new ServerSocket()) {
      probe.setReuseAddress(true);
      probe.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    } catch (IOException unusable) {
      throw inUse(port, unusable);
    }
  }

  private static UncheckedIOException inUse(int port, IOException cause) {
    return new UncheckedIOException(
        "port %d on 127.0.0.1 is in use; stop the process that uses it, or choose another port with --port (0 for any free port)"
            .formatted(port),
        cause);
  }

  public String url() {
    return "http://127.0.0.1:" + server.port();
  }

  @Override
  public void close() {
    server.stop();
  }

  private void handle(ServerRequest wire, ServerResponse out) throws InterruptedException {
    String requestId = requestId();
    GatewayResponse reply;
    try {
      Optional<byte[]> body = body(wire);
      reply =
          body.isEmpty()
              ? GatewayResponse.TOO_LARGE
              : httpApiGateway.answer(request(wire, body.get(), requestId));
    } catch (IOException | RuntimeException failure) {
      LOG.log(Logger.Level.ERROR, "request failed", failure);
      reply = GatewayResponse.SERVER_ERROR;
    }
    out.status(Status.create(reply.status()));
    reply
        .headers()
        .forEach((name, values) -> {
          if (!HOP_BY_HOP.contains(name) && !name.equals("content-length"))
            out.header(HeaderNames.create(name), values.toArray(String[]::new));
        });
    out.header(HeaderNames.create("apigw-requestid"), requestId);
    boolean hasUnreadBody = isRefusedByHead(wire);
    if (hasUnreadBody) out.header(HeaderValues.CONNECTION_CLOSE);
    if (wire.prologue().method().equals(Method.HEAD)) {
      out.contentLength(reply.body().length);
      out.send();
    } else {
      out.send(reply.body());
    }
    // The client may send the body all the same, and it is not the next request.
    if (hasUnreadBody) throw new CloseConnectionException("a body was not read");
  }

  private HttpApiRequest request(ServerRequest wire, byte[] body, String requestId) {
    var headers = new LinkedHashMap<String, List<String>>();
    for (Header header : wire.headers()) {
      String name = header.headerName().lowerCase();
      if (!HOP_BY_HOP.contains(name)) headers.put(name, List.copyOf(header.allValues()));
    }
    String ip = wire.remotePeer().host();
    add(headers, "x-forwarded-for", ip);
    headers.put("x-forwarded-port", List.of(Integer.toString(server.port())));
    headers.put("x-forwarded-proto", List.of("http"));
    return new HttpApiRequest(
        wire.prologue().method().text(),
        originForm(wire.prologue().uriPath().rawPath()),
        wire.query().rawValue(),
        headers,
        body,
        new HttpApiRequest.Origin(ip, "HTTP/1.1", requestId, dependencies.clock().instant()));
  }

  private static void add(Map<String, List<String>> headers, String name, String value) {
    var values = new ArrayList<>(headers.getOrDefault(name, List.of()));
    values.add(value);
    headers.put(name, values);
  }

  /// Proxies may send `http://host/path`; returns the path.
  private static String originForm(String target) {
    if (target.startsWith("/")) return target;
    int path = target.indexOf('/', Math.max(0, target.indexOf("//")) + 2);
    return path < 0 ? "/" : target.substring(path);
  }

  /// Empty when the body is larger than API Gateway allows; it is read to its end all the same, up
  /// to a limit, so that the client reads the response.
  private Optional<byte[]> body(ServerRequest wire) throws IOException {
    if (!wire.content().hasEntity() || isRefusedByHead(wire)) return Optional.of(new byte[0]);
    InputStream in = wire.content().inputStream();
    byte[] body = in.readNBytes(httpApiGateway.limits().body());
    int limit = 4 * httpApiGateway.limits().body();
    byte[] buffer = new byte[64 * 1024];
    int more = 0;
    for (int read = in.read(buffer); read >= 0 && more < limit; read = in.read(buffer))
      more += read;
    return more > 0 ? Optional.empty() : Optional.of(body);
  }

  /// Whether the client waits for `100 Continue` before it sends a body, and no function would get
  /// that body. Reading sends `100 Continue`.
  private boolean isRefusedByHead(ServerRequest wire) {
    return wire.headers().contains(HeaderValues.EXPECT_100)
        && !httpApiGateway.hasRoute(
            wire.prologue().method().text(), originForm(wire.prologue().uriPath().rawPath()));
  }

  private String requestId() {
    byte[] bytes = new byte[11];
    dependencies.random().nextBytes(bytes);
    return Base64.getUrlEncoder().encodeToString(bytes);
  }
}
