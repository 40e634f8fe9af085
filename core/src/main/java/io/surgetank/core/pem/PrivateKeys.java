package io.surgetank.core.pem;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.RSAKey;
import java.security.spec.PKCS8EncodedKeySpec;

/// The private keys of certificates, in PKCS #8 (RFC 5208) without encryption: RSA, EC or Ed25519.
public final class PrivateKeys {
  private PrivateKeys() {}

  /// A key of the same algorithm as the public key. Another one cannot be decoded.
  public static PrivateKey decode(PemBlock block, PublicKey publicKey)
      throws GeneralSecurityException {
    return KeyFactory.getInstance(publicKey.getAlgorithm())
        .generatePrivate(new PKCS8EncodedKeySpec(block.decoded()));
  }

  /// Whether the private key belongs to the public key.
  public static boolean matches(PrivateKey key, PublicKey publicKey) {
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
}
