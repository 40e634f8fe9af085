package io.surgetank.http;

import io.netty.channel.Channel;
import io.netty.handler.ssl.SslHandler;
import io.surgetank.core.api.Request;
import io.surgetank.http.proxy.PeerClient;
import io.surgetank.http.proxy.ProxySettings;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLPeerUnverifiedException;

/// What a connection reveals about the client of its requests. Used on its event loop.
final class ConnectionClient {
  /// Load balancers that check these have no certificates.
  private static final Set<String> WITHOUT_CERTIFICATE = Set.of("/health/live", "/health/ready");

  private final Channel channel;
  private final Optional<PeerClient> peer;

  ConnectionClient(Channel channel, ProxySettings proxies) {
    this.channel = channel;
    this.peer =
        channel.remoteAddress() instanceof InetSocketAddress known && !known.isUnresolved()
            ? Optional.of(PeerClient.of(proxies, known.getAddress()))
            : Optional.empty();
  }

  /// The same request with its client.
  RequestHead identified(RequestHead head) {
    return peer.map(known -> head.from(known.of(head.request()))).orElse(head);
  }

  /// Whether the server requires a certificate for this request and the client sent none. The
  /// handshake has verified a certificate that was sent.
  boolean lacksCertificate(Request head) {
    SslHandler tls = channel.pipeline().get(SslHandler.class);
    return tls != null
        && tls.engine().getWantClientAuth()
        && !WITHOUT_CERTIFICATE.contains(head.path())
        && !hasCertificate(tls.engine());
  }

  private static boolean hasCertificate(SSLEngine engine) {
    try {
      return engine.getSession().getPeerCertificates().length > 0;
    } catch (SSLPeerUnverifiedException none) {
      return false;
    }
  }
}
