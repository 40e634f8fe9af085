package io.surgetank.core.job;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// What jobs have in common that are to be worked one after another.
///
/// It is a digest of the payload's value, because the value may be somebody's name or address, and
/// a key is shown to queues and their logs. Two values may share a digest; their jobs are then in
/// order among each other too, which harms nobody.
///
/// @param number never negative
public record OrderingKey(long number) {
  public OrderingKey {
    if (number < 0) throw new IllegalArgumentException("an ordering key is not negative");
  }

  /// The key of a value, the same at every time and place.
  public static OrderingKey of(String value) {
    byte[] digest = sha256().digest(value.getBytes(StandardCharsets.UTF_8));
    long number = 0;
    for (int i = 0; i < Long.BYTES; i++) number = number << Byte.SIZE | (digest[i] & 0xff);
    return new OrderingKey(number & Long.MAX_VALUE);
  }

  /// Reads what [#toString] wrote.
  public static OrderingKey parse(String text) {
    return new OrderingKey(HexFormat.fromHexDigitsToLong(text));
  }

  /// Sixteen hexadecimal digits.
  @Override
  public String toString() {
    return HexFormat.of().toHexDigits(number);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java platform has SHA-256", impossible);
    }
  }
}
