package io.surgetank.http.tls;

import io.surgetank.core.pem.PemBlock;
import io.surgetank.core.pem.PrivateKeys;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
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
    if (!PrivateKeys.matches(key, publicKey)) throw unmatched(path);
    return key;
  }

  private static PemBlock block(PemFile file) {
    List<PemBlock> keys = file.labelled("PRIVATE KEY");
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

  private static PrivateKey decode(Path path, PemBlock block, PublicKey publicKey) {
    try {
      return PrivateKeys.decode(block, publicKey);
    } catch (GeneralSecurityException | IllegalArgumentException other) {
      throw new IllegalArgumentException(
          "the private key in %s is damaged, or not an %s key like that of the certificate"
              .formatted(path, publicKey.getAlgorithm()),
          other);
    }
  }

  private static IllegalArgumentException unmatched(Path path) {
    return new IllegalArgumentException(
        "the private key in %s does not belong to the certificate".formatted(path));
  }
}
