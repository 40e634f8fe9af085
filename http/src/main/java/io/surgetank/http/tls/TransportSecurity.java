package io.surgetank.http.tls;

import io.netty.channel.Channel;
import io.netty.handler.ssl.SslHandler;
import java.util.function.Supplier;

/// How connections are protected.
public sealed interface TransportSecurity {
  /// Adds what encrypts a new connection to its pipeline.
  void secure(Channel channel);

  /// Of the URL.
  String scheme();

  /// Plain TCP.
  record PlainText() implements TransportSecurity {
    @Override
    public void secure(Channel channel) {}

    @Override
    public String scheme() {
      return "http";
    }
  }

  /// TLS 1.3 and 1.2.
  ///
  /// @param certificate the one for the next connection
  record Tls(Supplier<ServerCertificate> certificate) implements TransportSecurity {
    @Override
    public void secure(Channel channel) {
      SslHandler tls = certificate.get().handler(channel.alloc());
      channel.pipeline().addLast(new PlainHttpDetector(tls), tls);
    }

    @Override
    public String scheme() {
      return "https";
    }
  }
}
