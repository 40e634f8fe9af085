package io.surgetank.http;

/// Bounds on the size of a request and on the number of connections.
final class HttpLimits {
  /// Cookies and tokens fit well; more is most likely an attack.
  static final int MAX_HEAD_BYTES = 32 * 1024;

  static final int MAX_REQUEST_LINE_BYTES = 8 * 1024;

  /// Browsers send about twenty.
  static final int MAX_HEADERS = 200;

  /// For extensions and trailers of a chunked body.
  static final int MAX_CHUNK_OVERHEAD_BYTES = 16 * 1024;

  /// An idle connection costs a socket and about a kilobyte.
  static final int MAX_CONNECTIONS = 10_000;

  /// Connections that the kernel queues when a burst arrives at once.
  static final int BACKLOG = 4_096;

  /// The size of one write of a response.
  static final int PIECE_BYTES = 64 * 1024;

  private HttpLimits() {}
}
