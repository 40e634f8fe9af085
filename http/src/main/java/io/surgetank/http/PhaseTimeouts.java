package io.surgetank.http;

import java.time.Duration;

/// How long each phase of a connection may take. The phases that carry data also have a smallest
/// rate, so that a client that drips does not stay for ever.
final class PhaseTimeouts {
  /// A new connection's first byte, and the rest of a head after its first byte.
  static final long HEAD = Duration.ofSeconds(10).toNanos();

  /// Between two requests; gateways keep connections open for 60 s.
  static final long KEEP_ALIVE = Duration.ofSeconds(75).toNanos();

  /// Between two pieces of a body, or of a response that the client takes.
  static final long SILENCE = Duration.ofSeconds(15).toNanos();

  /// No rate is asked for before this.
  static final long GRACE = Duration.ofSeconds(10).toNanos();

  /// The slowest mobile networks carry more.
  static final long MIN_BYTES_PER_SECOND = 4 * 1024;

  /// What a client has for taking the last response of a connection that still carries its request.
  static final long LINGER = Duration.ofSeconds(2).toNanos();

  /// Who was silent for this long may lose the place or the memory to somebody else, if those are
  /// short.
  static final long SPARE = Duration.ofSeconds(1).toNanos();

  private PhaseTimeouts() {}

  /// Whether a phase that carries data has ended by slowness.
  static boolean isTooSlow(long elapsed, long silent, long bytes) {
    if (silent > SILENCE) return true;
    if (elapsed <= GRACE) return false;
    return bytes < (elapsed - GRACE) / 1_000_000_000.0 * MIN_BYTES_PER_SECOND;
  }
}
