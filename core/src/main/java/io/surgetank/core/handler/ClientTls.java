package io.surgetank.core.handler;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

/// The settings `ca`, `cert` and `key` of the `http` handler: which authorities are trusted, and
/// the certificate that the receiver gets. Errors contain no values.
record ClientTls(Map<String, String> settings, SecretSource secrets, List<String> errors) {
  private static final String WHERE = "the handler http's ";

  /// Empty if none of them is set, or one is invalid and reported.
  Optional<SSLContext> read(String scheme) {
    if (!settings.containsKey("ca")
        && !settings.containsKey("cert")
        && !settings.containsKey("key")) return Optional.empty();
    int before = errors.size();
    if (!scheme.equals("https"))
      errors.add("the handler http's ca, cert and key need a url that begins with https://");
    if (settings.containsKey("cert") != settings.containsKey("key"))
      errors.add("the handler http needs both cert and key, or neither");
    Optional<List<X509Certificate>> authorities =
        text("ca").flatMap(pem -> certificates("ca", pem));
    Optional<List<X509Certificate>> chain = text("cert").flatMap(pem -> certificates("cert", pem));
    Optional<PrivateKey> key = chain.isEmpty() ? Optional.empty() : key(chain.get().getFirst());
    if (errors.size() > before) return Optional.empty();
    return context(authorities, chain, key);
  }

  private Optional<String> text(String setting) {
    int before = errors.size();
    Optional<String> text =
        Optional.ofNullable(settings.get(setting))
            .map(it -> new SecretPlaceholders(it).resolve(secrets, WHERE + setting, errors));
    return errors.size() == before ? text : Optional.empty();
  }

  private Optional<List<X509Certificate>> certificates(String setting, String pem) {
    try {
      return Optional.of(new PemText(pem).certificates());
    } catch (GeneralSecurityException | IllegalArgumentException damaged) {
      return invalid(
          setting
              + " has no certificate in PEM format that can be read; for a file write ${file:/path}");
    }
  }

  private Optional<PrivateKey> key(X509Certificate certificate) {
    Optional<String> pem = text("key");
    if (pem.isEmpty()) return Optional.empty();
    try {
      return Optional.of(new PemText(pem.get()).privateKey(certificate.getPublicKey()));
    } catch (GeneralSecurityException | IllegalArgumentException unusable) {
      return invalid(
          "key is not the private key of cert in PEM format, PKCS #8 without a passphrase; for a file write ${file:/path}");
    }
  }

  private <T> Optional<T> invalid(String problem) {
    errors.add(WHERE + problem);
    return Optional.empty();
  }

  private Optional<SSLContext> context(
      Optional<List<X509Certificate>> authorities,
      Optional<List<X509Certificate>> chain,
      Optional<PrivateKey> key) {
    try {
      var context = SSLContext.getInstance("TLS");
      context.init(
          chain.isPresent() && key.isPresent() ? keyManagers(chain.get(), key.get()) : null,
          authorities.isPresent() ? trustManagers(authorities.get()) : null,
          null);
      return Optional.of(context);
    } catch (GeneralSecurityException | IOException unusable) {
      return invalid("ca, cert and key cannot be used: " + unusable.getMessage());
    }
  }

  private static KeyManager[] keyManagers(List<X509Certificate> chain, PrivateKey key)
      throws GeneralSecurityException, IOException {
    KeyStore store = emptyStore();
    store.setKeyEntry("client", key, new char[0], chain.toArray(X509Certificate[]::new));
    var factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    factory.init(store, new char[0]);
    return factory.getKeyManagers();
  }

  private static TrustManager[] trustManagers(List<X509Certificate> authorities)
      throws GeneralSecurityException, IOException {
    KeyStore store = emptyStore();
    for (int at = 0; at < authorities.size(); at++)
      store.setCertificateEntry("authority-" + at, authorities.get(at));
    var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(store);
    return factory.getTrustManagers();
  }

  private static KeyStore emptyStore() throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    return store;
  }
}
