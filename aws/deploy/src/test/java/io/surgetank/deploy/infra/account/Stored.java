package io.surgetank.deploy.infra.account;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;

/// An object of a bucket.
final class Stored {
  private final byte[] bytes;
  private final String etag;
  private final Instant modified;
  private final Map<String, String> headers;

  Stored(byte[] bytes, String etag, Instant modified, Map<String, String> headers) {
    this.bytes = bytes;
    this.etag = etag;
    this.modified = modified;
    this.headers = Map.copyOf(headers);
  }

  byte[] bytes() {
    return bytes.clone();
  }

  int length() {
    return bytes.length;
  }

  /// Of an object that came in one part: its MD5.
  String etag() {
    return etag;
  }

  Instant modified() {
    return modified;
  }

  /// What the object was stored with: its type and the user's own.
  Map<String, String> headers() {
    return headers;
  }

  static byte[] md5(byte[] bytes) {
    try {
      return MessageDigest.getInstance("MD5").digest(bytes);
    } catch (NoSuchAlgorithmException never) {
      throw new IllegalStateException(never);
    }
  }

  static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }
}
