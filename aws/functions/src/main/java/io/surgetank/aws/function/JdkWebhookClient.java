package io.surgetank.aws.function;

import io.surgetank.core.address.IpAddress;
import io.surgetank.core.handler.AddressRefusedException;
import io.surgetank.core.handler.AllowedAddresses;
import io.surgetank.core.handler.ConnectionErrorMessages;
import io.surgetank.core.handler.WebhookClient;
import java.io.IOException;
import java.io.InputStream;
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
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.SSLContext;

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

  private final HttpClient client = builder().build();

  /// The clients of requests with their own authorities or client certificate.
  private final Map<SSLContext, HttpClient> byTls = new ConcurrentHashMap<>();

  private final HostResolver resolver;

  /// Finds the addresses of a host.
  @FunctionalInterface
  interface HostResolver {
    InetAddress[] resolve(String host) throws UnknownHostException;
  }

  JdkWebhookClient() {
    this(InetAddress::getAllByName);
  }

  private static HttpClient.Builder builder() {
    return HttpClient.newBuilder()
        .version(HttpClient.Version.HTTP_1_1)
        .followRedirects(HttpClient.Redirect.NEVER)
        .connectTimeout(CONNECT_TIMEOUT);
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
      return exchange(client(request), wire(request));
    } catch (AddressRefusedException refused) {
      throw new IOException(ConnectionErrorMessages.of(target).refused(refused), refused);
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

  private HttpClient client(WebhookRequest request) {
    return request
        .connection()
        .tls()
        .map(tls -> byTls.computeIfAbsent(tls, it -> builder().sslContext(it).build()))
        .orElse(client);
  }

  private HttpRequest wire(WebhookRequest request) throws IOException {
    URI target = request.target();
    InetAddress address = address(request);
    boolean isByAddress =
        "http".equals(target.getScheme())
            && IpAddress.parse(AllowedAddresses.host(target)).isEmpty();
    var wire =
        HttpRequest.newBuilder(isByAddress ? byAddress(target, address) : target)
            .POST(HttpRequest.BodyPublishers.ofByteArray(request.body()))
            .setHeader("User-Agent", "Surgetank");
    if (isByAddress) wire.setHeader("Host", target.getRawAuthority());
    request.headers().forEach(wire::setHeader);
    return wire.build();
  }

  /// An address of the host that the request may be sent to. With TLS, the JDK finds the addresses
  /// again: then all of them must be allowed, and the certificate proves that the receiver has the
  /// name, should they have changed.
  private InetAddress address(WebhookRequest request) throws IOException {
    URI target = request.target();
    List<InetAddress> resolved = List.of(resolver.resolve(AllowedAddresses.host(target)));
    AllowedAddresses addresses = request.connection().addresses();
    if ("https".equals(target.getScheme()))
      for (InetAddress each : resolved) addresses.require(List.of(each));
    return addresses.require(resolved).getFirst();
  }

  /// The same URL with this address as its host, so that the JDK's client connects to the address
  /// that was checked. It also refuses names with an underscore, which private networks have.
  private static URI byAddress(URI target, InetAddress address) {
    String where = ConnectionErrorMessages.of(target).where();
    String port = where.substring(where.lastIndexOf(':'));
    String literal = IpAddress.text(address);
    String host = literal.indexOf(':') < 0 ? literal : "[" + literal + "]";
    String query = target.getRawQuery() == null ? "" : "?" + target.getRawQuery();
    return URI.create("http://" + host + port + target.getRawPath() + query);
  }

  private WebhookResponse exchange(HttpClient client, HttpRequest request)
      throws IOException, InterruptedException {
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
