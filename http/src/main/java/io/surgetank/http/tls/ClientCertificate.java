package io.surgetank.http.tls;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;

/// The certificate that a client shows to a server that asks for one, with its private key.
public final class ClientCertificate {
  /// The client has no certificate.
  public static final ClientCertificate NONE = new ClientCertificate(new KeyManager[0]);

  /// Of a key store that is never written.
  private static final char[] PASSWORD = new char[0];

  private final KeyManager[] keyManagers;

  private ClientCertificate(KeyManager[] keyManagers) {
    this.keyManagers = keyManagers;
  }

  /// Reads the certificate chain and its key from PEM files, like those of a server. Throws
  /// [java.io.UncheckedIOException] or [IllegalArgumentException] with a message for the user.
  public static ClientCertificate read(Path certificate, Path key) {
    List<X509Certificate> chain = CertificateFile.readChain(certificate);
    PrivateKey privateKey = PrivateKeyFile.read(key, chain.getFirst().getPublicKey());
    try {
      var store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      store.setKeyEntry("client", privateKey, PASSWORD, chain.toArray(new Certificate[0]));
      var factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      factory.init(store, PASSWORD);
      return new ClientCertificate(factory.getKeyManagers());
    } catch (IOException | GeneralSecurityException unusable) {
      throw new IllegalArgumentException(
          "the certificate in %s cannot be used".formatted(certificate), unusable);
    }
  }

  boolean isNone() {
    return keyManagers.length == 0;
  }

  KeyManager[] keyManagers() {
    return keyManagers.clone();
  }
}
