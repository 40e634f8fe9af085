package io.surgetank.testkit.token;

import io.surgetank.core.json.Json;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Arrays;
import java.util.Base64;
import tools.jackson.databind.node.ObjectNode;

/// A key pair of an issuer, which signs tokens.
///
/// @param id its `kid`
/// @param algorithm of its signatures: RS256, ES256 or EdDSA
public record SigningKey(String id, String algorithm, KeyPair pair) {
  private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();
  private static final int COORDINATE_BYTES = 32;

  public static SigningKey rsa(String id) {
    return rsa(id, 2048);
  }

  public static SigningKey rsa(String id, int bits) {
    try {
      var generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(bits);
      return new SigningKey(id, "RS256", generator.generateKeyPair());
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /// On P-256.
  public static SigningKey ec(String id) {
    try {
      var generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      return new SigningKey(id, "ES256", generator.generateKeyPair());
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  public static SigningKey ed25519(String id) {
    try {
      var generator = KeyPairGenerator.getInstance("Ed25519");
      return new SigningKey(id, "EdDSA", generator.generateKeyPair());
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /// The public key as a JSON Web Key.
  public ObjectNode jwk() {
    ObjectNode jwk = Json.MAPPER.createObjectNode().put("kid", id).put("use", "sig");
    return switch (pair.getPublic()) {
      case RSAPublicKey rsa ->
          jwk.put("kty", "RSA")
              .put("n", BASE64.encodeToString(unsigned(rsa.getModulus())))
              .put("e", BASE64.encodeToString(unsigned(rsa.getPublicExponent())));
      case ECPublicKey ec ->
          jwk.put("kty", "EC")
              .put("crv", "P-256")
              .put("x", BASE64.encodeToString(padded(ec.getW().getAffineX())))
              .put("y", BASE64.encodeToString(padded(ec.getW().getAffineY())));
      default -> {
        byte[] encoded = pair.getPublic().getEncoded();
        byte[] x = Arrays.copyOfRange(encoded, encoded.length - COORDINATE_BYTES, encoded.length);
        yield jwk.put("kty", "OKP").put("crv", "Ed25519").put("x", BASE64.encodeToString(x));
      }
    };
  }

  private static byte[] unsigned(BigInteger number) {
    byte[] bytes = number.toByteArray();
    return bytes[0] == 0 ? Arrays.copyOfRange(bytes, 1, bytes.length) : bytes;
  }

  private static byte[] padded(BigInteger coordinate) {
    byte[] bytes = unsigned(coordinate);
    byte[] padded = new byte[COORDINATE_BYTES];
    System.arraycopy(bytes, 0, padded, COORDINATE_BYTES - bytes.length, bytes.length);
    return padded;
  }

  /// The usual header of a token that is signed by this key.
  public ObjectNode header() {
    return Json.MAPPER.createObjectNode().put("alg", algorithm).put("typ", "JWT").put("kid", id);
  }

  /// A token with these claims.
  public String token(ObjectNode claims) {
    return token(header().toString(), claims.toString());
  }

  /// A token with this header, which need not fit the key.
  public String token(String header, String claims) {
    String signed = encoded(header) + "." + encoded(claims);
    return signed + "." + BASE64.encodeToString(sign(signed.getBytes(StandardCharsets.US_ASCII)));
  }

  /// A part of a token.
  public static String encoded(String text) {
    return BASE64.encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private byte[] sign(byte[] bytes) {
    try {
      var signature =
          Signature.getInstance(
              switch (algorithm) {
                case "RS256" -> "SHA256withRSA";
                case "ES256" -> "SHA256withECDSAinP1363Format";
                default -> "Ed25519";
              });
      signature.initSign(pair.getPrivate());
      signature.update(bytes);
      return signature.sign();
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
