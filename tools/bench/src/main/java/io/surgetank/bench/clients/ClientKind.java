package io.surgetank.bench.clients;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/// What a client does that occupies the server.
public enum ClientKind {
  /// Was served once and keeps its connection.
  IDLE(1_000, "GET /health/live HTTP/1.1\r\nHost: localhost\r\n\r\n", 0),
  /// Sends half of a head.
  HALF_HEAD(1_000, "POST /orders HTTP/1.1\r\nHost: loc", 0),
  /// Sends a header one byte per second.
  DRIPPING(1_000, "POST /orders HTTP/1.1\r\nHost: localhost\r\nX: ", 0),
  /// Sends a body one byte per second.
  DRIPPING_BODY(
      1_000, "POST /orders HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000\r\n\r\n", 0),
  /// Sends 8 requests and reads a kilobyte of the responses per second.
  SLOW_READER(1_000, "GET /openapi.json HTTP/1.1\r\nHost: localhost\r\n\r\n".repeat(8), 0),
  /// Sends 4 MiB, except for the last byte.
  HELD_BODY(
      50,
      "POST /orders HTTP/1.1\r\nHost: localhost\r\nContent-Length: 4194304\r\n\r\n",
      4 * 1024 * 1024 - 1);

  /// How many connections are opened per second at first.
  final int opensPerSecond;

  /// How many are opened per second afterwards, in place of those that the server closed: enough
  /// for 1,000 that it closes after 10 s.
  static final int REOPENS_PER_SECOND = 100;

  private final String head;
  private final int bodyBytes;

  ClientKind(int opensPerSecond, String head, int bodyBytes) {
    this.opensPerSecond = opensPerSecond;
    this.head = head;
    this.bodyBytes = bodyBytes;
  }

  /// Whether it sends a byte per second after what it sends first.
  boolean drips() {
    return this == DRIPPING || this == DRIPPING_BODY;
  }

  boolean readsSlowly() {
    return this == SLOW_READER;
  }

  /// What each client sends first.
  ByteBuffer bytes() {
    var bytes = ByteBuffer.allocateDirect(head.length() + bodyBytes);
    bytes.put(head.getBytes(StandardCharsets.US_ASCII));
    while (bytes.hasRemaining()) bytes.put((byte) 'x');
    return bytes.flip();
  }
}
