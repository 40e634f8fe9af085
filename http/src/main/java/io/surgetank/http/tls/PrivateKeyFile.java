package io.surgetank.http.tls;

import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.RSAKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.List;

/// The private key of a certificate, in a PEM file in PKCS #8 without encryption.
final class PrivateKeyFile {
  private static final List<String> OTHER_FORMATS =
      List.of("RSA PRIVATE KEY", "EC PRIVATE KEY", "DSA PRIVATE KEY", "OPENSSH PRIVATE KEY");

  private PrivateKeyFile() {}

  /// The key that belongs to `publicKey`. Throws [java.io.UncheckedIOException] or
  /// [IllegalArgumentException] with a message for the user.
  static PrivateKey read(Path path, PublicKey publicKey) {
    PrivateKey key = decode(path, block(PemFile.read(path)), publicKey);
    if (!matches(key, publicKey)) throw unmatched(path);
    return key;
  }

  private static PemFile.Block block(PemFile file) {
    List<PemFile.Block> keys = file.labelled("PRIVATE KEY");
    if (keys.size() == 1) return keys.getFirst();
    if (keys.size() > 1)
      throw new IllegalArgumentException(file.path() + " has more than one private key");
    if (!file.labelled("ENCRYPTED PRIVATE KEY").isEmpty())
      throw new IllegalArgumentException(
          "the private key in %s is encrypted. Decrypt it: %s"
              .formatted(file.path(), conversion(file.path())));
    for (String format : OTHER_FORMATS)
      if (!file.labelled(format).isEmpty())
        throw new IllegalArgumentException(
            "the private key in %s is not in PKCS #8 (it is '%s'). Convert it: %s"
                .formatted(file.path(), format, conversion(file.path())));
    throw new IllegalArgumentException(
        file.path() + " has no private key in PEM format (-----BEGIN PRIVATE KEY-----)");
  }

  private static String conversion(Path path) {
    return "openssl pkcs8 -topk8 -nocrypt -in %s -out NEW_FILE".formatted(path);
  }

  /// A key of another algorithm than the certificate's cannot be decoded.
  private static PrivateKey decode(Path path, PemFile.Block block, PublicKey publicKey) {
    String algorithm = publicKey.getAlgorithm();
    try {
      return KeyFactory.getInstance(algorithm)
          .generatePrivate(new PKCS8EncodedKeySpec(block.decoded()));
    } catch (GeneralSecurityException | IllegalArgumentException other) {
      throw new IllegalArgumentException(
          "the private key in %s is damaged, or not an %s key like that of the certificate"
              .formatted(path, algorithm),
          other);
    }
  }

  private static boolean matches(PrivateKey key, PublicKey publicKey) {
    if (key instanceof RSAKey one && publicKey instanceof RSAKey other)
      return one.getModulus().equals(other.getModulus());
    try {
      byte[] message = {1};
      var signature =
          Signature.getInstance(key.getAlgorithm().equals("EC") ? "SHA256withECDSA" : "EdDSA");
      signature.initSign(key);
      signature.update(message);
      byte[] signed = signature.sign();
      signature.initVerify(publicKey);
      signature.update(message);
      return signature.verify(signed);
    } catch (GeneralSecurityException otherCurve) {
      return false;
    }
  }

  private static IllegalArgumentException unmatched(Path path) {
    return new IllegalArgumentException(
        "the private key in %s does not belong to the certificate".formatted(path));
  }
}
