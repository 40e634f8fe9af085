package io.surgetank.runtime.webhook;

import io.surgetank.core.handler.WebhookClient;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ProxySelector;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.impl.routing.SystemDefaultRoutePlanner;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.Timeout;

/// Apache's HTTP client, one for all pipelines: connections are kept and shared. The attempt's
/// timeout limits the whole exchange by interrupting it.
public final class ApacheWebhookClient implements WebhookClient, AutoCloseable {
  /// A receiver that does not accept a connection by then is down.
  private static final Timeout CONNECT_TIMEOUT = Timeout.ofSeconds(5);

  /// Above any concurrency: the pipelines limit how many are used.
  private static final int MAX_CONNECTIONS = 10_000;

  private final PoolingHttpClientConnectionManager connections =
      PoolingHttpClientConnectionManagerBuilder.create()
          .useSystemProperties()
          .setMaxConnTotal(MAX_CONNECTIONS)
          .setMaxConnPerRoute(MAX_CONNECTIONS)
          .setDefaultConnectionConfig(
              ConnectionConfig.custom()
                  .setConnectTimeout(CONNECT_TIMEOUT)
                  .setSocketTimeout(Timeout.DISABLED)
                  .build())
          .build();

  private final CloseableHttpClient client =
      HttpClients.custom()
          .setConnectionManager(connections)
          .setRequestExecutor(new StaleConnectionDetector())
          .setRoutePlanner(new SystemDefaultRoutePlanner(ProxySelector.getDefault()))
          .setUserAgent("Surgetank")
          .setDefaultRequestConfig(
              RequestConfig.custom()
                  .setConnectionRequestTimeout(Timeout.DISABLED)
                  .setProtocolUpgradeEnabled(false)
                  .build())
          .disableAutomaticRetries()
          .disableRedirectHandling()
          .disableCookieManagement()
          .disableAuthCaching()
          .disableContentCompression()
          .build();

  @Override
  public WebhookResponse send(WebhookRequest request) throws IOException, InterruptedException {
    var call = new WebhookCall(client, connections, request);
    var reply = new FutureTask<WebhookResponse>(call::reply);
    // Blocking reads of sockets cannot be interrupted on the caller's platform thread.
    Thread.ofVirtual().name("outbound").start(reply);
    try {
      return reply.get();
    } catch (InterruptedException stopped) {
      call.cancel();
      throw stopped;
    } catch (ExecutionException failed) {
      Throwable cause = failed.getCause();
      if (cause instanceof InterruptedIOException interrupted && call.isCancelled())
        throw interrupted;
      if (cause instanceof IOException broken)
        throw ConnectionErrors.describe(call.target(), broken);
      throw new IOException(
          "the request to " + call.target().toHostString() + " failed: " + cause, cause);
    }
  }

  /// Aborts requests that are still running.
  @Override
  public void close() {
    client.close(CloseMode.IMMEDIATE);
  }
}
