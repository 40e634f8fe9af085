package io.surgetank.http;

/// What becomes of a connection after a response.
enum ConnectionPersistence {
  /// The next request may come, by a client that keeps connections without saying so.
  NEXT,
  /// The same for HTTP/1.0, where it is said.
  NEXT_AS_SAID,
  LAST;

  String connectionHeader() {
    return switch (this) {
      case NEXT -> "";
      case NEXT_AS_SAID -> "keep-alive";
      case LAST -> "close";
    };
  }

  /// How a request that was read whole ends.
  static ConnectionPersistence after(RequestHead requestHead) {
    if (!requestHead.keepsAlive()) return LAST;
    return requestHead.httpVersion() == HttpVersion.HTTP_1_0 ? NEXT_AS_SAID : NEXT;
  }
}
