package io.surgetank.engine.outbound;

import io.surgetank.handler.Outbound;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// The JDK's HTTP client, one for all pipelines: connections are kept and shared. How long a whole
/// exchange may take is the attempt's timeout, which interrupts it.
public final class HttpOutbound implements Outbound, AutoCloseable {
  /// A receiver that does not even take the connection by then is down.
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);

  private final HttpClient client =
      HttpClient.newBuilder()
          // Upgrading each plain connection to HTTP/2 confuses more receivers than it serves.
          .version(HttpClient.Version.HTTP_1_1)
          .followRedirects(HttpClient.Redirect.NEVER)
          .connectTimeout(CONNECT_TIMEOUT)
          .build();

  @Override
  public Reply send(OutboundRequest request) throws IOException, InterruptedException {
    HttpResponse<InputStream> response =
        client.send(wire(request), HttpResponse.BodyHandlers.ofInputStream());
    try (InputStream body = response.body()) {
      byte[] start = body.readNBytes(Reply.MAX_BODY_BYTES + 1);
      return new Reply(response.statusCode(), lowerCase(response.headers().map()), start);
    }
  }

  /// Cuts off what is still under way.
  @Override
  public void close() {
    client.shutdownNow();
  }

  private static HttpRequest wire(OutboundRequest request) {
    var builder =
        HttpRequest.newBuilder(request.target())
            .POST(HttpRequest.BodyPublishers.ofByteArray(request.body()));
    request.headers().forEach(builder::setHeader);
    return builder.build();
  }

  private static Map<String, List<String>> lowerCase(Map<String, List<String>> headers) {
    var lower = new HashMap<String, List<String>>();
    headers.forEach((name, values) -> lower.put(name.toLowerCase(Locale.ROOT), values));
    return lower;
  }
}
