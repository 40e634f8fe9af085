package io.surgetank.aws.function;

import io.surgetank.core.handler.WebhookClient;
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

/// Sends the requests of the `http` handler with the JDK's HTTP client. The attempt's timeout
/// limits an exchange by interrupting it.
final class JdkWebhookClient implements WebhookClient {
  /// A receiver that has not accepted the connection by then is down.
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);

  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .followRedirects(HttpClient.Redirect.NEVER)
          .connectTimeout(CONNECT_TIMEOUT)
          .build();

  @Override
  public WebhookResponse send(WebhookRequest request) throws IOException, InterruptedException {
    var wire =
        HttpRequest.newBuilder(request.target())
            .POST(HttpRequest.BodyPublishers.ofByteArray(request.body()));
    request.headers().forEach(wire::setHeader);
    HttpResponse<InputStream> response =
        client.send(wire.build(), HttpResponse.BodyHandlers.ofInputStream());
    try (InputStream body = response.body()) {
      byte[] start = body.readNBytes(WebhookResponse.MAX_BODY_BYTES + 1);
      Map<String, List<String>> headers = new HashMap<>();
      response
          .headers()
          .map()
          .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values));
      return new WebhookResponse(response.statusCode(), headers, start);
    }
  }
}
