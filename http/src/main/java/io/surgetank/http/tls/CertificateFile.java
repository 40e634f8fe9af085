package io.surgetank.http.tls;

import io.surgetank.core.pem.PemBlock;
import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;

/// X.509 certificates in a PEM file.
public final class CertificateFile {
  private CertificateFile() {}

  /// At least one certificate, in the order of the file. Throws [java.io.UncheckedIOException] or
  /// [IllegalArgumentException] with a message for the user.
  public static List<X509Certificate> read(Path path) {
    List<PemBlock> blocks = PemFile.read(path).labelled("CERTIFICATE");
    if (blocks.isEmpty())
      throw new IllegalArgumentException(
          path + " has no certificate in PEM format (-----BEGIN CERTIFICATE-----)");
    var certificates = new ArrayList<X509Certificate>();
    try {
      var factory = CertificateFactory.getInstance("X.509");
      for (PemBlock block : blocks)
        certificates.add(
            (X509Certificate)
                factory.generateCertificate(new ByteArrayInputStream(block.decoded())));
    } catch (CertificateException | IllegalArgumentException damaged) {
      throw new IllegalArgumentException(
          "certificate %d in %s cannot be decoded".formatted(certificates.size() + 1, path),
          damaged);
    }
    return List.copyOf(certificates);
  }

  /// The same for a chain: the server's certificate first, each followed by that of its issuer.
  static List<X509Certificate> readChain(Path path) {
    List<X509Certificate> chain = read(path);
    for (int at = 1; at < chain.size(); at++)
      if (!chain
          .get(at - 1)
          .getIssuerX500Principal()
          .equals(chain.get(at).getSubjectX500Principal()))
        throw new IllegalArgumentException(
            "certificate %d in %s did not issue certificate %d: put the server's certificate first, then each issuer"
                .formatted(at + 1, path, at));
    return chain;
  }
}
