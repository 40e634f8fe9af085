package io.surgetank.aws.function;

import io.surgetank.core.handler.ConnectionErrorMessages;
import io.surgetank.core.handler.WebhookClient;
import java.io.IOException;
import java.io.InputStream;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Sends the requests of the `http` handler with the JDK's HTTP client, which is corrected where it
/// differs from the client on one machine. The attempt's timeout limits an exchange by interrupting
/// it.
final class JdkWebhookClient implements WebhookClient {
  /// A receiver that has not accepted the connection by then is down.
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);

  private static final int NO_CONTENT = 204;

  static {
    // The JDK reads these once. A POST is sent again, at most once, if the receiver closed the
    // connection before any byte of a response: it carries an idempotency key.
    System.setProperty("jdk.httpclient.enableAllMethodRetry", "true");
    System.setProperty("jdk.httpclient.redirects.retrylimit", "2");
    System.setProperty("jdk.httpclient.allowRestrictedHeaders", "host");
  }

  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .followRedirects(HttpClient.Redirect.NEVER)
          .connectTimeout(CONNECT_TIMEOUT)
          .build();

  private final HostResolver resolver;

  /// Finds the address of a host.
  @FunctionalInterface
  interface HostResolver {
    InetAddress resolve(String host) throws UnknownHostException;
  }

  JdkWebhookClient() {
    this(InetAddress::getByName);
  }

  JdkWebhookClient(HostResolver resolver) {
    this.resolver = resolver;
  }

  @Override
  public WebhookResponse send(WebhookRequest request) throws IOException, InterruptedException {
    URI target = request.target();
    if (target.getHost() == null && !"http".equals(target.getScheme()))
      throw new IOException(
          "on AWS an https URL cannot have a host name with an underscore: "
              + ConnectionErrorMessages.of(target).where());
    try {
      return exchange(wire(request));
    } catch (IOException failed) {
      if (failed.getCause() instanceof InterruptedException interrupted) throw interrupted;
      if (isNoContent(failed)) return new WebhookResponse(NO_CONTENT, Map.of(), new byte[0]);
      throw JdkConnectionErrors.describe(target, failed);
    }
  }

  /// The JDK refuses a 204 with a Content-Length; its effect has happened.
  private static boolean isNoContent(IOException failed) {
    String message = failed.getMessage();
    return message != null && message.endsWith("content length header with 204 response");
  }

  private HttpRequest wire(WebhookRequest request) throws IOException {
    URI target = request.target();
    var wire =
        HttpRequest.newBuilder(target.getHost() == null ? byAddress(target) : target)
            .POST(HttpRequest.BodyPublishers.ofByteArray(request.body()))
            .setHeader("User-Agent", "Surgetank");
    if (target.getHost() == null) wire.setHeader("Host", target.getRawAuthority());
    request.headers().forEach(wire::setHeader);
    return wire.build();
  }

  /// The same URL with the host's address: the JDK's client refuses names with an underscore, which
  /// private networks have.
  private URI byAddress(URI target) throws IOException {
    String where = ConnectionErrorMessages.of(target).where();
    int colon = where.lastIndexOf(':');
    InetAddress address = resolver.resolve(where.substring(0, colon));
    String literal =
        address instanceof Inet6Address
            ? "[" + address.getHostAddress() + "]"
            : address.getHostAddress();
    String query = target.getRawQuery() == null ? "" : "?" + target.getRawQuery();
    return URI.create("http://" + literal + where.substring(colon) + target.getRawPath() + query);
  }

  private WebhookResponse exchange(HttpRequest request) throws IOException, InterruptedException {
    HttpResponse<InputStream> response =
        client.send(request, HttpResponse.BodyHandlers.ofInputStream());
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
