package io.surgetank.http;

import io.surgetank.core.api.RequestHandler;
import io.surgetank.http.proxy.ProxySettings;
import io.surgetank.http.tls.TransportSecurity;
import java.time.InstantSource;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/// The dependencies of a server.
///
/// @param clock for the `Date` header
/// @param nanoTime as [System#nanoTime()]; measures the phases of a connection
/// @param onFailure called with the reason if the server can no longer accept or serve connections:
///   only a restart of the process helps. May be called more than once
public record HttpDependencies(
    RequestHandler handler,
    InstantSource clock,
    LongSupplier nanoTime,
    Consumer<String> onFailure,
    TransportSecurity transportSecurity,
    ProxySettings proxies) {
  public static HttpDependencies of(
      RequestHandler handler, InstantSource clock, Consumer<String> onFailure) {
    return new HttpDependencies(
        handler,
        clock,
        System::nanoTime,
        onFailure,
        new TransportSecurity.PlainText(),
        ProxySettings.NONE);
  }

  public HttpDependencies with(TransportSecurity other) {
    return new HttpDependencies(handler, clock, nanoTime, onFailure, other, proxies);
  }

  public HttpDependencies with(ProxySettings other) {
    return new HttpDependencies(handler, clock, nanoTime, onFailure, transportSecurity, other);
  }
}
