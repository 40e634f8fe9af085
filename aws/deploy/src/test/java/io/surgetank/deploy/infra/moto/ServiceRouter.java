package io.surgetank.deploy.infra.moto;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// One endpoint for several servers: forwards each request to the server of the service that its
/// signature names.
public final class ServiceRouter implements AutoCloseable {
  /// For [#route]: requests without a signature, as `curl` sends them to an HTTP API.
  public static final String UNSIGNED = "";

  /// For [#route]: services without an own route.
  public static final String OTHERS = "*";

  private static final Pattern CREDENTIAL =
      Pattern.compile("Credential=[^/]+/\\d+/[^/]+/([^/]+)/aws4_request");

  /// Headers that the HTTP client sets itself.
  private static final Pattern OF_CONNECTION =
      Pattern.compile("(?i)host|content-length|transfer-encoding|connection|expect|upgrade|:.*");

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).executor(threads).build();
  private final Map<String, Supplier<URI>> routes = new ConcurrentHashMap<>();
  private final HttpServer server;

  public ServiceRouter() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException unbound) {
      throw new UncheckedIOException(unbound);
    }
    server.setExecutor(threads);
    server.createContext("/", this::forward);
    server.start();
  }

  public URI endpoint() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /// Forwards requests of a service.
  ///
  /// @param service as it is called in signatures: `sqs`
  /// @param to called for each request
  public void route(String service, Supplier<URI> to) {
    routes.put(service, to);
  }

  private void forward(HttpExchange exchange) throws IOException {
    try (exchange) {
      String service = service(exchange);
      var route = routes.get(service);
      if (route == null) route = routes.get(OTHERS);
      if (route == null) throw new IOException("no route: " + service);
      var request =
          HttpRequest.newBuilder(route.get().resolve(exchange.getRequestURI().toString()))
              .method(
                  exchange.getRequestMethod(),
                  HttpRequest.BodyPublishers.ofByteArray(exchange.getRequestBody().readAllBytes()));
      exchange
          .getRequestHeaders()
          .forEach((name, values) -> {
            if (!OF_CONNECTION.matcher(name).matches())
              values.forEach(value -> request.header(name, value));
          });
      reply(exchange, client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray()));
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IOException(interrupted);
    } catch (RuntimeException failed) {
      // The server would close the connection without a trace of the cause.
      failed.printStackTrace();
      throw failed;
    }
  }

  private static String service(HttpExchange exchange) {
    String authorization = exchange.getRequestHeaders().getFirst("Authorization");
    if (authorization == null) return UNSIGNED;
    Matcher credential = CREDENTIAL.matcher(authorization);
    return credential.find() ? credential.group(1) : UNSIGNED;
  }

  private static void reply(HttpExchange exchange, HttpResponse<byte[]> response)
      throws IOException {
    boolean isHead = exchange.getRequestMethod().equals("HEAD");
    response
        .headers()
        .map()
        .forEach((name, values) -> {
          if (!OF_CONNECTION.matcher(name).matches() || (isHead && isLength(name)))
            exchange.getResponseHeaders().put(name, values);
        });
    byte[] body = response.body();
    boolean isEmpty = isHead || body.length == 0;
    exchange.sendResponseHeaders(response.statusCode(), isEmpty ? -1 : body.length);
    if (!isEmpty) exchange.getResponseBody().write(body);
  }

  private static boolean isLength(String header) {
    return header.equalsIgnoreCase("content-length");
  }

  @Override
  public void close() {
    server.stop(0);
    client.shutdownNow();
    threads.close();
  }
}
