package io.surgetank.runtime.webhook;

import java.net.ProxySelector;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.hc.client5.http.impl.routing.SystemDefaultRoutePlanner;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.jspecify.annotations.Nullable;

/// Routes by the proxies that the JVM's system properties name, and remembers these proxies: they
/// are the operator's choice, and connect to the targets themselves.
final class ProxyRoutes extends SystemDefaultRoutePlanner {
  private final Set<String> proxies = ConcurrentHashMap.newKeySet();

  ProxyRoutes(Optional<ProxySelector> selector) {
    super(selector.orElse(null));
  }

  @Override
  protected @Nullable HttpHost determineProxy(HttpHost target, HttpContext context)
      throws HttpException {
    HttpHost proxy = super.determineProxy(target, context);
    if (proxy != null) proxies.add(proxy.getHostName());
    return proxy;
  }

  boolean isProxy(String host) {
    return proxies.contains(host);
  }
}
