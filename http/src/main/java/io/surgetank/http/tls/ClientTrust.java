package io.surgetank.http.tls;

import java.io.IOException;
import java.net.Socket;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/// Which servers a client trusts, for a client with a certificate or without.
public final class ClientTrust {
  private ClientTrust() {}

  /// Those of authorities in the JDK's trust store.
  public static SSLContext publicAuthorities(ClientCertificate own) {
    try {
      return own.isNone() ? SSLContext.getDefault() : context(own, null);
    } catch (GeneralSecurityException unusable) {
      throw new IllegalStateException("the JDK's trust store cannot be used", unusable);
    }
  }

  /// Those with a certificate in the PEM file, or one that an authority in it issued, for the host
  /// of the URL. Throws [java.io.UncheckedIOException] or [IllegalArgumentException] with a message
  /// for the user.
  public static SSLContext authorities(Path file, ClientCertificate own) {
    List<X509Certificate> certificates = CertificateFile.read(file);
    try {
      var trusted = KeyStore.getInstance("PKCS12");
      trusted.load(null, null);
      for (int at = 0; at < certificates.size(); at++)
        trusted.setCertificateEntry("authority " + at, certificates.get(at));
      var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      factory.init(trusted);
      return context(own, factory.getTrustManagers());
    } catch (IOException | GeneralSecurityException unusable) {
      throw new IllegalArgumentException(
          "the certificates in %s cannot be used".formatted(file), unusable);
    }
  }

  /// Only the one with the first certificate of the PEM file, under any host name and whatever its
  /// expiry: for a client that can read the files of a server on the same machine. Throws as
  /// [#authorities].
  public static SSLContext exactly(Path file, ClientCertificate own) {
    X509Certificate expected = CertificateFile.read(file).getFirst();
    try {
      return context(own, new TrustManager[] {new SingleCertificate(expected)});
    } catch (GeneralSecurityException unusable) {
      throw new IllegalArgumentException(
          "the certificate in %s cannot be used".formatted(file), unusable);
    }
  }

  /// @param trustManagers null: those of the JDK's trust store
  private static SSLContext context(ClientCertificate own, TrustManager @Nullable [] trustManagers)
      throws GeneralSecurityException {
    var context = SSLContext.getInstance("TLS");
    context.init(own.keyManagers(), trustManagers, null);
    return context;
  }

  /// The key of this certificate is proven in the handshake; a chain adds nothing.
  private static final class SingleCertificate extends X509ExtendedTrustManager {
    private final X509Certificate expected;

    SingleCertificate(X509Certificate expected) {
      this.expected = expected;
    }

    private void check(X509Certificate[] chain) throws CertificateException {
      if (chain.length == 0 || !chain[0].equals(expected))
        throw new CertificateException("not the certificate of the server on this data folder");
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String algorithm)
        throws CertificateException {
      check(chain);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String algorithm, Socket socket)
        throws CertificateException {
      check(chain);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String algorithm, SSLEngine engine)
        throws CertificateException {
      check(chain);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String algorithm)
        throws CertificateException {
      check(chain);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String algorithm, Socket socket)
        throws CertificateException {
      check(chain);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String algorithm, SSLEngine engine)
        throws CertificateException {
      check(chain);
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
