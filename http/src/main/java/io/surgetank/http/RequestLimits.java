package io.surgetank.http;

/// Bounds on the size of a request and on the number of connections.
final class RequestLimits {
  /// Cookies and tokens fit well; more is an attack.
  static final int MAX_HEAD_BYTES = 32 * 1024;

  static final int MAX_REQUEST_LINE_BYTES = 8 * 1024;

  /// Browsers send about twenty.
  static final int MAX_HEADERS = 200;

  /// What a chunked body may have besides its data and the sizes of its chunks: extensions and
  /// trailers.
  static final int MAX_CHUNK_OVERHEAD_BYTES = 16 * 1024;

  /// Each costs a socket and about a kilobyte while it is idle.
  static final int MAX_CONNECTIONS = 10_000;

  /// What the kernel keeps for us while all connections of a burst arrive at once.
  static final int BACKLOG = 4_096;

  /// One piece of a response on its way into the socket.
  static final int PIECE_BYTES = 64 * 1024;

  private RequestLimits() {}
}
