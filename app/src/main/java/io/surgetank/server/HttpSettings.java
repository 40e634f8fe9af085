package io.surgetank.server;

import java.time.Duration;

/// Where the server listens and what it bears.
///
/// @param port 0 means any free one
/// @param maxBodyBytes a larger body is refused before it is read
public record HttpSettings(String host, int port, int maxBodyBytes) {
  /// Cookies and tokens fit well; more is an attack.
  static final int MAX_HEADER_BYTES = 32 * 1024;

  static final int MAX_REQUEST_LINE_BYTES = 8 * 1024;

  /// Every one costs a socket and a few kilobytes, nothing more while it is idle.
  static final int MAX_CONNECTIONS = 10_000;

  /// What the kernel keeps for us while all connections of a burst arrive at once.
  static final int BACKLOG = 4_096;

  /// The longest silence in a connection, between requests or within one.
  static final Duration SILENCE = Duration.ofSeconds(60);

  /// The longest time a whole body may take: a client that trickles must not hold a place for ever.
  static final Duration BODY_TIME = Duration.ofSeconds(30);

  public HttpSettings {
    if (port < 0 || port > 65_535) throw new IllegalArgumentException("a port is 0 to 65535");
    if (maxBodyBytes < 1) throw new IllegalArgumentException("a body's bound is at least 1 byte");
  }
}
