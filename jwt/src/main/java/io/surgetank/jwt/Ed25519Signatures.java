package io.surgetank.jwt;

import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.util.Base64URL;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.X509EncodedKeySpec;
import java.util.HexFormat;

/// Signatures by Ed25519 (RFC 8037), by the JDK: the library would need another one for them.
record Ed25519Signatures(PublicKey key) implements IssuerKey.Signatures {
  /// What precedes the 32 bytes of the key in its `SubjectPublicKeyInfo` (RFC 8410, 4).
  private static final byte[] PREFIX = HexFormat.of().parseHex("302a300506032b6570032100");

  private static final int KEY_BYTES = 32;
  private static final int SIGNATURE_BYTES = 64;

  /// Throws [IllegalArgumentException] if it is no key.
  static Ed25519Signatures of(byte[] x) {
    if (x.length != KEY_BYTES) throw new IllegalArgumentException("an Ed25519 key has 32 bytes");
    byte[] encoded = new byte[PREFIX.length + KEY_BYTES];
    System.arraycopy(PREFIX, 0, encoded, 0, PREFIX.length);
    System.arraycopy(x, 0, encoded, PREFIX.length, KEY_BYTES);
    try {
      return new Ed25519Signatures(
          KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded)));
    } catch (GeneralSecurityException malformed) {
      throw new IllegalArgumentException("the bytes are no Ed25519 key", malformed);
    }
  }

  @Override
  public boolean verify(JWSHeader header, byte[] signed, Base64URL signature) {
    byte[] bytes = signature.decode();
    if (bytes.length != SIGNATURE_BYTES) return false;
    try {
      var check = Signature.getInstance("Ed25519");
      check.initVerify(key);
      check.update(signed);
      return check.verify(bytes);
    } catch (SignatureException malformed) {
      return false;
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("every JDK since 15 has Ed25519", impossible);
    }
  }
}
