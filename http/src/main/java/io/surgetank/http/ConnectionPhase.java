package io.surgetank.http;

/// The state of a connection.
enum ConnectionPhase {
  /// Nothing has been received yet.
  NEW,
  /// Between two requests.
  IDLE,
  HEAD,
  BODY,
  /// The API has the request; nothing is read.
  WORK,
  RESPONSE,
  /// The last response was sent; what still arrives is read and discarded, since closing with
  /// unread bytes can make the client lose the response (RFC 9112, 9.6).
  LINGER,
  CLOSED
}
