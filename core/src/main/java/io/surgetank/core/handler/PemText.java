package io.surgetank.core.handler;

import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Certificates and a private key in PEM (RFC 7468). Text around the blocks is ignored, as OpenSSL
/// does.
record PemText(String text) {
  private static final Pattern BLOCK =
      Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----(.*?)-----END \\1-----", Pattern.DOTALL);

  /// By the algorithm of the key.
  private static final Map<String, String> SIGNATURES =
      Map.of("RSA", "SHA256withRSA", "EC", "SHA256withECDSA", "EdDSA", "EdDSA");

  /// At least one, in their order.
  List<X509Certificate> certificates() throws GeneralSecurityException {
    var factory = CertificateFactory.getInstance("X.509");
    var certificates = new ArrayList<X509Certificate>();
    for (byte[] block : blocks("CERTIFICATE"))
      certificates.add(
          (X509Certificate) factory.generateCertificate(new ByteArrayInputStream(block)));
    if (certificates.isEmpty()) throw new CertificateException("no certificate");
    return certificates;
  }

  /// The only one, which belongs to the public key.
  PrivateKey privateKey(PublicKey publicKey) throws GeneralSecurityException {
    List<byte[]> blocks = blocks("PRIVATE KEY");
    if (blocks.size() != 1) throw new InvalidKeyException("not one private key");
    PrivateKey key =
        KeyFactory.getInstance(publicKey.getAlgorithm())
            .generatePrivate(new PKCS8EncodedKeySpec(blocks.getFirst()));
    requireMatch(key, publicKey);
    return key;
  }

  private static void requireMatch(PrivateKey key, PublicKey publicKey)
      throws GeneralSecurityException {
    byte[] message = {1};
    var signature =
        Signature.getInstance(SIGNATURES.getOrDefault(publicKey.getAlgorithm(), "unknown"));
    signature.initSign(key);
    signature.update(message);
    byte[] signed = signature.sign();
    signature.initVerify(publicKey);
    signature.update(message);
    if (!signature.verify(signed)) throw new InvalidKeyException("of another certificate");
  }

  private List<byte[]> blocks(String label) {
    var found = new ArrayList<byte[]>();
    Matcher matcher = BLOCK.matcher(text);
    while (matcher.find())
      if (matcher.group(1).equals(label))
        found.add(Base64.getMimeDecoder().decode(matcher.group(2)));
    return found;
  }
}
