package io.surgetank.core.handler;

import io.surgetank.core.pem.PemBlock;
import io.surgetank.core.pem.PrivateKeys;
import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;

/// Certificates and a private key in PEM, for errors without their content.
record PemText(String text) {

  /// At least one, in their order.
  List<X509Certificate> certificates() throws GeneralSecurityException {
    var factory = CertificateFactory.getInstance("X.509");
    var certificates = new ArrayList<X509Certificate>();
    for (PemBlock block : blocks("CERTIFICATE"))
      certificates.add(
          (X509Certificate) factory.generateCertificate(new ByteArrayInputStream(block.decoded())));
    if (certificates.isEmpty()) throw new CertificateException("no certificate");
    return certificates;
  }

  /// The only one, which belongs to the public key.
  PrivateKey privateKey(PublicKey publicKey) throws GeneralSecurityException {
    List<PemBlock> blocks = blocks("PRIVATE KEY");
    if (blocks.size() != 1) throw new InvalidKeyException("not one private key");
    PrivateKey key = PrivateKeys.decode(blocks.getFirst(), publicKey);
    if (!PrivateKeys.matches(key, publicKey))
      throw new InvalidKeyException("of another certificate");
    return key;
  }

  private List<PemBlock> blocks(String label) {
    return PemBlock.labelled(label, PemBlock.in(text));
  }
}
