package io.surgetank.testkit.wire;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/// A self-signed certificate for `localhost` and 127.0.0.1 that the JDK's `keytool` created, and
/// its private key, in PEM files.
///
/// @param certificate the file of the certificate
/// @param key the file of the private key, in PKCS #8
public record TestCertificate(Path certificate, Path key) {
  private static final String PASSWORD = "changeit";

  /// In a new temporary folder.
  ///
  /// @param options more options of `keytool -genkeypair`, such as `-startdate`
  public static TestCertificate create(String... options) {
    try {
      Path folder = Files.createTempDirectory("certificate");
      return in(folder, options);
    } catch (IOException unwritten) {
      throw new UncheckedIOException(unwritten);
    }
  }

  /// In files `cert.pem` and `key.pem` of `folder`, replacing them.
  public static TestCertificate in(Path folder, String... options) {
    Path store = folder.resolve("store.p12");
    try {
      Files.deleteIfExists(store);
      run(store, options);
      KeyStore created = load(store);
      Files.delete(store);
      byte[] key = created.getKey("test", PASSWORD.toCharArray()).getEncoded();
      byte[] certificate = created.getCertificate("test").getEncoded();
      return new TestCertificate(
          write(folder.resolve("cert.pem"), "CERTIFICATE", certificate),
          ownerOnly(write(folder.resolve("key.pem"), "PRIVATE KEY", key)));
    } catch (IOException unwritten) {
      throw new UncheckedIOException(unwritten);
    } catch (GeneralSecurityException unusable) {
      throw new IllegalStateException(unusable);
    }
  }

  private static void run(Path store, String... options) throws IOException {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(List.of("-genkeypair", "-alias", "test", "-storetype", "PKCS12"));
    command.addAll(List.of("-keystore", store.toString(), "-storepass", PASSWORD));
    command.addAll(List.of(options));
    if (!command.contains("-ext"))
      command.addAll(List.of("-ext", "san=dns:localhost,ip:127.0.0.1"));
    if (!command.contains("-dname")) command.addAll(List.of("-dname", "CN=localhost"));
    if (!command.contains("-keyalg")) command.addAll(List.of("-keyalg", "EC"));
    var process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.onExit().join().exitValue() != 0) throw new IllegalStateException(output);
  }

  private static KeyStore load(Path store) throws IOException, GeneralSecurityException {
    var keyStore = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store)) {
      keyStore.load(in, PASSWORD.toCharArray());
    }
    return keyStore;
  }

  private static Path write(Path file, String label, byte[] der) throws IOException {
    String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
    return Files.writeString(
        file, "-----BEGIN %s-----\n%s\n-----END %s-----\n".formatted(label, text, label));
  }

  private static Path ownerOnly(Path key) throws IOException {
    if (key.getFileSystem().supportedFileAttributeViews().contains("posix"))
      Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
    return key;
  }

  /// For a server that shows this certificate, and clients that show the other one.
  public SSLContext serverContext(TestCertificate client) {
    try (InputStream in = Files.newInputStream(certificate)) {
      var own = CertificateFactory.getInstance("X.509").generateCertificate(in);
      String base64 = Files.readString(key).replaceAll("-----.*?-----", "");
      var privateKey =
          KeyFactory.getInstance(own.getPublicKey().getAlgorithm())
              .generatePrivate(new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(base64)));
      var store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      store.setKeyEntry("test", privateKey, new char[0], new Certificate[] {own});
      var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      keys.init(store, new char[0]);
      var context = SSLContext.getInstance("TLS");
      context.init(keys.getKeyManagers(), client.trust().getTrustManagers(), null);
      return context;
    } catch (IOException unread) {
      throw new UncheckedIOException(unread);
    } catch (GeneralSecurityException unusable) {
      throw new IllegalStateException(unusable);
    }
  }

  /// For a client that trusts only this certificate.
  public SSLContext clientContext() {
    try {
      var context = SSLContext.getInstance("TLS");
      context.init(null, trust().getTrustManagers(), null);
      return context;
    } catch (IOException unread) {
      throw new UncheckedIOException(unread);
    } catch (GeneralSecurityException unusable) {
      throw new IllegalStateException(unusable);
    }
  }

  /// Trust in this certificate only.
  private TrustManagerFactory trust() throws IOException, GeneralSecurityException {
    try (InputStream in = Files.newInputStream(certificate)) {
      var trusted = KeyStore.getInstance("PKCS12");
      trusted.load(null, null);
      trusted.setCertificateEntry(
          "test", CertificateFactory.getInstance("X.509").generateCertificate(in));
      var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(trusted);
      return trust;
    }
  }
}
