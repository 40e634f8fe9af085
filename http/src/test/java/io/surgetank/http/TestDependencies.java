package io.surgetank.http;

import io.surgetank.core.api.RequestHandler;
import io.surgetank.http.proxy.ProxySettings;
import io.surgetank.http.tls.TransportSecurity;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/// Dependencies of a server that is expected not to fail.
final class TestDependencies {
  private TestDependencies() {}

  static HttpDependencies of(RequestHandler handler) {
    return timedBy(System::nanoTime, handler);
  }

  static HttpDependencies timedBy(LongSupplier nanoTime, RequestHandler handler) {
    return new HttpDependencies(
        handler,
        InstantSource.system(),
        nanoTime,
        reason -> {
          throw new AssertionError(reason);
        },
        new TransportSecurity.PlainText(),
        ProxySettings.NONE);
  }
}
