package io.surgetank.core.job;

import io.surgetank.core.digest.Sha256;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/// The common key of jobs that are processed one after another. It is a digest of the payload's
/// value, because the value may be a person's name or address, and queues and their logs see the
/// key. Two values may share a digest; their jobs are then ordered together, which is harmless.
///
/// @param number never negative
public record OrderingKey(long number) {
  public OrderingKey {
    if (number < 0) throw new IllegalArgumentException("an ordering key must not be negative");
  }

  /// The key of a value in a job of this owner. The jobs of a tenant are never ordered with others:
  /// a tenant could delay another one, and find out what it submits.
  public static OrderingKey of(String value, Owner owner) {
    if (!owner.isTenant()) return of(value);
    byte[] text = (owner.value() + "\n" + value).getBytes(StandardCharsets.UTF_8);
    // No text in UTF-8 has this byte, so no value without a tenant has the same key.
    return of(ByteBuffer.allocate(1 + text.length).put((byte) 0xff).put(text).array());
  }

  /// The key of a value, the same on every host.
  public static OrderingKey of(String value) {
    return of(value.getBytes(StandardCharsets.UTF_8));
  }

  private static OrderingKey of(byte[] value) {
    byte[] digest = Sha256.of(value);
    long number = 0;
    for (int i = 0; i < Long.BYTES; i++) number = number << Byte.SIZE | (digest[i] & 0xff);
    return new OrderingKey(number & Long.MAX_VALUE);
  }

  /// Parses the result of [#toString].
  public static OrderingKey parse(String text) {
    return new OrderingKey(HexFormat.fromHexDigitsToLong(text));
  }

  /// Sixteen hexadecimal digits.
  @Override
  public String toString() {
    return HexFormat.of().toHexDigits(number);
  }
}
