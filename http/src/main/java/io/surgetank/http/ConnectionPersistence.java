package io.surgetank.http;

/// Whether a connection stays open after a response.
enum ConnectionPersistence {
  /// HTTP/1.1: stays open by default.
  KEEP_ALIVE_DEFAULT,
  /// HTTP/1.0: stays open, which the response must say.
  KEEP_ALIVE_HEADER,
  CLOSE;

  String connectionHeader() {
    return switch (this) {
      case KEEP_ALIVE_DEFAULT -> "";
      case KEEP_ALIVE_HEADER -> "keep-alive";
      case CLOSE -> "close";
    };
  }

  /// For a request that was read completely.
  static ConnectionPersistence after(RequestHead head) {
    if (!head.keepsAlive()) return CLOSE;
    return head.version() == HttpVersion.HTTP_1_0 ? KEEP_ALIVE_HEADER : KEEP_ALIVE_DEFAULT;
  }
}
