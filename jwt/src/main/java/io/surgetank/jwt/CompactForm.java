package io.surgetank.jwt;

import io.surgetank.core.json.Json;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import tools.jackson.core.JacksonException;

/// The form of a signed token: three parts of base64url without padding, separated by dots (RFC
/// 7515, 3.1), of which the first two are JSON objects without duplicate members (RFC 7519, 4; RFC
/// 8725, 2.4). The library accepts more: other characters, and the last of duplicate members.
final class CompactForm {
  private static final int PARTS = 3;

  /// Of an encrypted token (RFC 7516, 3.1).
  private static final int ENCRYPTED_PARTS = 5;

  private CompactForm() {}

  static void check(String token) throws InvalidTokenException {
    String[] parts = token.split("\\.", -1);
    if (parts.length == ENCRYPTED_PARTS)
      throw new InvalidTokenException("is encrypted, which is not supported");
    if (parts.length != PARTS)
      throw new InvalidTokenException("has not three parts; it may be truncated");
    object(parts[0], "header");
    object(parts[1], "payload");
    decoded(parts[2], "signature");
  }

  private static void object(String part, String name) throws InvalidTokenException {
    try {
      var text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(decoded(part, name)));
      if (Json.read(text.toString()).isObject()) return;
    } catch (CharacterCodingException | JacksonException malformed) {
      throw new InvalidTokenException("has a malformed " + name);
    }
    throw new InvalidTokenException("has a " + name + " that is no JSON object");
  }

  private static byte[] decoded(String part, String name) throws InvalidTokenException {
    try {
      if (part.isEmpty() || part.endsWith("="))
        throw new InvalidTokenException("has a malformed " + name);
      return Base64.getUrlDecoder().decode(part);
    } catch (IllegalArgumentException malformed) {
      throw new InvalidTokenException("has a malformed " + name);
    }
  }
}
