package io.surgetank.jwt;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.channels.UnresolvedAddressException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/// A key set at a URL. Redirects are not followed: the configured URL is the one that is trusted.
public final class KeySetUrl implements KeySetSource {
  /// For the whole exchange, however slowly the bytes arrive.
  private static final Duration TIMEOUT = Duration.ofSeconds(5);

  private final URI url;
  private final Supplier<SSLContext> trust;
  private final Duration timeout;
  private volatile @Nullable HttpClient active;
  private volatile boolean closed;

  /// @param trust the servers that are trusted, asked before each read
  public KeySetUrl(URI url, Supplier<SSLContext> trust) {
    this(url, trust, TIMEOUT);
  }

  KeySetUrl(URI url, Supplier<SSLContext> trust, Duration timeout) {
    this.url = url;
    this.trust = trust;
    this.timeout = timeout;
  }

  /// With a new client: reads are minutes apart, and an idle one would keep a thread.
  @Override
  public String read() throws IOException {
    HttpClient client = client();
    active = client;
    try {
      if (closed) throw new IOException("the server is stopping");
      return body(client.sendAsync(request(), limited()));
    } finally {
      active = null;
      client.shutdownNow();
    }
  }

  private HttpClient client() {
    var builder =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(timeout);
    if ("https".equals(url.getScheme())) builder.sslContext(trust.get());
    return builder.build();
  }

  private HttpRequest request() {
    return HttpRequest.newBuilder(url)
        .timeout(timeout)
        .header("Accept", "application/jwk-set+json, application/json")
        .build();
  }

  private static HttpResponse.BodyHandler<byte[]> limited() {
    return BodyHandlers.limiting(BodyHandlers.ofByteArray(), MAX_BYTES);
  }

  private String body(CompletableFuture<HttpResponse<byte[]>> exchange) throws IOException {
    try {
      var response = exchange.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
      int status = response.statusCode();
      if (status == 200) return new String(response.body(), StandardCharsets.UTF_8);
      String hint = status / 100 == 3 ? "; redirects are not followed: set the final URL" : "";
      throw new IOException(url + " answered with status " + status + hint);
    } catch (TimeoutException late) {
      exchange.cancel(true);
      throw new IOException(
          url + " sent no complete answer within " + timeout.toMillis() + " ms", late);
    } catch (ExecutionException failed) {
      throw new IOException(url + ": " + reason(failed.getCause()), failed);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", interrupted);
    }
  }

  private static String reason(@Nullable Throwable failure) {
    if (failure instanceof ConnectException refused)
      return refused.getCause() instanceof UnresolvedAddressException
          ? "unknown host"
          : "connection refused";
    if (failure instanceof SSLException untrusted) return "TLS failed: " + untrusted.getMessage();
    return failure == null
        ? "failed"
        : failure.getClass().getSimpleName() + ": " + failure.getMessage();
  }

  @Override
  public void close() {
    closed = true;
    HttpClient reading = active;
    if (reading != null) reading.shutdownNow();
  }
}
