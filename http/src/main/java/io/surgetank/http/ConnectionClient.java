package io.surgetank.http;

import io.netty.channel.Channel;
import io.netty.handler.ssl.SslHandler;
import io.surgetank.core.api.Request;
import io.surgetank.http.proxy.PeerClient;
import io.surgetank.http.proxy.ProxySettings;
import java.net.InetSocketAddress;
import java.security.cert.Certificate;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.X509Certificate;
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

  /// Whether the server requires a certificate for this request and the client has sent none that
  /// is valid now. The handshake has verified a certificate that was sent, but not the expiry of
  /// one that is itself in the file of authorities; and a connection or a resumed session may
  /// outlive it.
  boolean lacksCertificate(Request head) {
    SslHandler tls = channel.pipeline().get(SslHandler.class);
    return tls != null
        && tls.engine().getWantClientAuth()
        && !WITHOUT_CERTIFICATE.contains(head.path())
        && !hasCertificate(tls.engine());
  }

  private static boolean hasCertificate(SSLEngine engine) {
    try {
      Certificate[] chain = engine.getSession().getPeerCertificates();
      if (chain.length == 0 || !(chain[0] instanceof X509Certificate own)) return false;
      own.checkValidity();
      return true;
    } catch (SSLPeerUnverifiedException
        | CertificateExpiredException
        | CertificateNotYetValidException invalid) {
      return false;
    }
  }
}
