package io.surgetank.http.tls;

import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ApplicationProtocolConfig.Protocol;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectedListenerFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectorFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolNames;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslProvider;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLException;

/// The certificate of a server with its private key, which match. Immutable; thread-safe.
public final class ServerCertificate {
  private static final String[] PROTOCOLS = {"TLSv1.3", "TLSv1.2"};

  /// A client that does not read must not delay the close of its connection for long.
  private static final long CLOSE_MILLIS = 500;

  private final TlsFiles files;
  private final X509Certificate certificate;
  private final List<X509Certificate> clientAuthorities;
  private final SslContext context;

  private ServerCertificate(
      TlsFiles files,
      X509Certificate certificate,
      List<X509Certificate> clientAuthorities,
      SslContext context) {
    this.files = files;
    this.certificate = certificate;
    this.clientAuthorities = clientAuthorities;
    this.context = context;
  }

  /// Throws [java.io.UncheckedIOException] or [IllegalArgumentException] with a message for the
  /// user if the files cannot be used.
  public static ServerCertificate read(TlsFiles files) {
    List<X509Certificate> chain = CertificateFile.readChain(files.certificate());
    X509Certificate certificate = chain.getFirst();
    PrivateKey key = PrivateKeyFile.read(files.key(), certificate.getPublicKey());
    List<X509Certificate> clientAuthorities =
        files.clientAuthorities().map(CertificateFile::read).orElse(List.of());
    SslContextBuilder builder = builder(files, key, chain);
    if (!clientAuthorities.isEmpty())
      // Optional, so that health checks need none, and others get a response that explains it.
      builder.trustManager(clientAuthorities).clientAuth(ClientAuth.OPTIONAL);
    return new ServerCertificate(files, certificate, clientAuthorities, built(files, builder));
  }

  private static SslContextBuilder builder(
      TlsFiles files, PrivateKey key, List<X509Certificate> chain) {
    try {
      return SslContextBuilder.forServer(key, chain)
          .sslProvider(SslProvider.JDK)
          .protocols(PROTOCOLS)
          .applicationProtocolConfig(
              new ApplicationProtocolConfig(
                  Protocol.ALPN,
                  SelectorFailureBehavior.NO_ADVERTISE,
                  SelectedListenerFailureBehavior.ACCEPT,
                  ApplicationProtocolNames.HTTP_1_1));
    } catch (IllegalArgumentException unusable) {
      throw unusable(files, unusable);
    }
  }

  private static SslContext built(TlsFiles files, SslContextBuilder builder) {
    try {
      return builder.build();
    } catch (SSLException | IllegalArgumentException unusable) {
      throw unusable(files, unusable);
    }
  }

  private static IllegalArgumentException unusable(TlsFiles files, Exception cause) {
    return new IllegalArgumentException(
        "the certificate in %s cannot be used".formatted(files.certificate()), cause);
  }

  /// Encrypts one connection. It has no timeout: the connection's timeouts include the handshake.
  public SslHandler handler(ByteBufAllocator allocator) {
    SslHandler handler = context.newHandler(allocator);
    handler.setHandshakeTimeoutMillis(0);
    handler.setCloseNotifyFlushTimeoutMillis(CLOSE_MILLIS);
    return handler;
  }

  /// The name in the certificate.
  public String subject() {
    return certificate.getSubjectX500Principal().getName();
  }

  public Instant expiresAt() {
    return certificate.getNotAfter().toInstant();
  }

  /// What an operator should correct, although a server can start.
  public List<String> warnings(Instant now) {
    var warnings = new ArrayList<String>();
    if (now.isAfter(expiresAt()))
      warnings.add(
          "the certificate in %s expired at %s: clients refuse it"
              .formatted(files.certificate(), expiresAt()));
    Instant begins = certificate.getNotBefore().toInstant();
    if (now.isBefore(begins))
      warnings.add(
          "the certificate in %s is not valid before %s: clients refuse it"
              .formatted(files.certificate(), begins));
    for (X509Certificate authority : clientAuthorities)
      if (now.isAfter(authority.getNotAfter().toInstant()))
        warnings.add(
            "the certificate of %s in %s expired at %s: client certificates that it issued are still accepted"
                .formatted(
                    authority.getSubjectX500Principal().getName(),
                    files.clientAuthorities().orElseThrow(),
                    authority.getNotAfter().toInstant()));
    if (files.isKeyOpenToOthers())
      warnings.add(
          "other users of this machine can access the private key in %s: run chmod 600"
              .formatted(files.key()));
    return List.copyOf(warnings);
  }
}
