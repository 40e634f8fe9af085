package io.surgetank.jwt;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.util.Base64URL;
import io.surgetank.core.access.JwtSettings.Algorithm;

/// A public key of the issuer, which verifies signatures of one algorithm only (RFC 8725, 3.1).
///
/// @param id its `kid`; may be empty
record IssuerKey(String id, Algorithm algorithm, Signatures signatures) {
  /// Checks signatures by the key.
  @FunctionalInterface
  interface Signatures {
    /// Whether the signature is one of these bytes by the key.
    ///
    /// @param header of the token
    /// @param signed the bytes that were signed
    boolean verify(JWSHeader header, byte[] signed, Base64URL signature) throws JOSEException;
  }
}
