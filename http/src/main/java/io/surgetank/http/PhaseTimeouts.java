package io.surgetank.http;

import java.time.Duration;

/// How long each phase of a connection may take. The phases that carry data also have a minimum
/// rate, so that a client that sends a byte at a time cannot stay forever.
final class PhaseTimeouts {
  /// A new connection's first byte, and the rest of a head after its first byte.
  static final long HEAD = Duration.ofSeconds(10).toNanos();

  /// Between two requests; gateways keep connections open for 60 s.
  static final long KEEP_ALIVE = Duration.ofSeconds(75).toNanos();

  /// Between two reads of a body, or two writes of a response.
  static final long SILENCE = Duration.ofSeconds(15).toNanos();

  /// The minimum rate applies after this.
  static final long GRACE = Duration.ofSeconds(10).toNanos();

  /// Below the slowest mobile networks.
  static final long MIN_BYTES_PER_SECOND = 4 * 1024;

  /// How long a client may take to read the last response while it still sends.
  static final long LINGER = Duration.ofSeconds(2).toNanos();

  /// A connection silent for this long may be reclaimed if memory runs out.
  static final long SPARE = Duration.ofSeconds(1).toNanos();

  private PhaseTimeouts() {}

  /// Whether a phase that carries data is too slow.
  static boolean isTooSlow(long elapsed, long silent, long bytes) {
    if (silent > SILENCE) return true;
    if (elapsed <= GRACE) return false;
    return bytes < (elapsed - GRACE) / 1_000_000_000.0 * MIN_BYTES_PER_SECOND;
  }
}
