package io.surgetank.http;

/// Where a connection is between its first byte and its end.
enum ConnectionPhase {
  /// Nothing has come yet.
  NEW,
  /// Between two requests.
  IDLE,
  HEAD,
  BODY,
  /// The API has the request; nothing is read.
  WORK,
  RESPONSE,
  /// Everything was said; what still comes is read and dropped, since closing over unread bytes
  /// would take the response away from the client (RFC 9112, 9.6).
  LINGER,
  CLOSED
}
