package io.surgetank.core.job;

import java.time.Instant;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;

/// The id of one job: a UUID of version 7 (RFC 9562), so that ids sort by the time of acceptance.
///
/// Its bits are used as follows: 48 bits of milliseconds since 1970, 21 bits that count within the
/// millisecond (the `rand_a` field and the first 9 bits of `rand_b`), and 53 random bits that make
/// ids hard to guess. Milliseconds and count together are the [#sequence()], unique within one
/// store, which can use it as its row key without a second index.
public record JobId(UUID value) implements Comparable<JobId> {
  static final int COUNT_BITS = 21;
  static final int SALT_BITS = 53;

  /// Milliseconds keep 42 bits in the sequence, enough until the year 2109.
  private static final long MAX_MILLIS = (1L << 42) - 1;

  private static final Comparator<UUID> UNSIGNED =
      (a, b) -> {
        int high = Long.compareUnsigned(a.getMostSignificantBits(), b.getMostSignificantBits());
        return high != 0
            ? high
            : Long.compareUnsigned(a.getLeastSignificantBits(), b.getLeastSignificantBits());
      };

  public JobId {
    if (value.version() != 7 || value.variant() != 2)
      throw new IllegalArgumentException("a job id must be a UUID of version 7");
    if (value.getMostSignificantBits() >>> 16 > MAX_MILLIS)
      throw new IllegalArgumentException("a job id's time is after the year 2109");
  }

  /// The id with this sequence (63 bits, not negative) and this salt (its lower 53 bits are used).
  public static JobId of(long sequence, long salt) {
    long millis = sequence >>> COUNT_BITS;
    long count = sequence & ((1L << COUNT_BITS) - 1);
    long high = (millis << 16) | 0x7000L | (count >>> 9);
    long low = 0x8000_0000_0000_0000L | ((count & 0x1FF) << SALT_BITS);
    return new JobId(new UUID(high, low | (salt & ((1L << SALT_BITS) - 1))));
  }

  /// Parses an id as printed. Empty when the text is not a job id.
  public static Optional<JobId> parse(String text) {
    if (text.length() != 36) return Optional.empty();
    try {
      return Optional.of(new JobId(UUID.fromString(text)));
    } catch (IllegalArgumentException notAnId) {
      return Optional.empty();
    }
  }

  /// When the job was accepted, to the millisecond.
  public Instant acceptedAt() {
    return Instant.ofEpochMilli(value.getMostSignificantBits() >>> 16);
  }

  /// The id's time and count in 63 bits: grows with time, unique within one store.
  public long sequence() {
    long millis = value.getMostSignificantBits() >>> 16;
    long upper = value.getMostSignificantBits() & 0xFFF;
    long lower = (value.getLeastSignificantBits() >>> SALT_BITS) & 0x1FF;
    return (millis << COUNT_BITS) | (upper << 9) | lower;
  }

  /// The id's 53 random bits.
  public long salt() {
    return value.getLeastSignificantBits() & ((1L << SALT_BITS) - 1);
  }

  /// The 32 hexadecimal digits without dashes.
  public String hex() {
    var digits = HexFormat.of();
    return digits.toHexDigits(value.getMostSignificantBits())
        + digits.toHexDigits(value.getLeastSignificantBits());
  }

  @Override
  public int compareTo(JobId other) {
    return UNSIGNED.compare(value, other.value);
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
