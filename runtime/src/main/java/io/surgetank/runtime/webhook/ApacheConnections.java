package io.surgetank.runtime.webhook;

import io.surgetank.core.handler.ConnectionSettings;
import java.net.ProxySelector;
import java.util.Optional;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/// The connections with the same settings, which are kept and shared.
final class ApacheConnections {
  /// A receiver that does not accept a connection by then is down.
  private static final Timeout CONNECT_TIMEOUT = Timeout.ofSeconds(5);

  /// Above any concurrency: the pipelines limit how many are used.
  private static final int MAX_CONNECTIONS = 10_000;

  private final PoolingHttpClientConnectionManager manager;
  private final CloseableHttpClient client;

  ApacheConnections(ConnectionSettings settings, DnsResolver dns) {
    var routes = new ProxyRoutes(Optional.ofNullable(ProxySelector.getDefault()));
    var builder =
        PoolingHttpClientConnectionManagerBuilder.create()
            .useSystemProperties()
            .setDnsResolver(new CheckedDnsResolver(dns, settings.addresses(), routes))
            .setMaxConnTotal(MAX_CONNECTIONS)
            .setMaxConnPerRoute(MAX_CONNECTIONS)
            .setDefaultConnectionConfig(
                ConnectionConfig.custom()
                    .setConnectTimeout(CONNECT_TIMEOUT)
                    .setSocketTimeout(Timeout.DISABLED)
                    .build());
    settings
        .tls()
        .ifPresent(tls -> builder.setTlsSocketStrategy(new DefaultClientTlsStrategy(tls)));
    manager = builder.build();
    client =
        HttpClients.custom()
            .setConnectionManager(manager)
            .setRequestExecutor(new StaleConnectionDetector())
            .setRoutePlanner(routes)
            .setUserAgent("Surgetank")
            .setDefaultRequestConfig(
                RequestConfig.custom()
                    .setConnectionRequestTimeout(Timeout.DISABLED)
                    .setProtocolUpgradeEnabled(false)
                    .build())
            // All requests have the same client certificate.
            .disableConnectionState()
            .disableAutomaticRetries()
            .disableRedirectHandling()
            .disableCookieManagement()
            .disableAuthCaching()
            .disableContentCompression()
            .build();
  }

  CloseableHttpClient client() {
    return client;
  }

  void closeIdle() {
    manager.closeIdle(TimeValue.ZERO_MILLISECONDS);
  }

  /// Aborts requests that are still running.
  void close() {
    client.close(CloseMode.IMMEDIATE);
  }
}
