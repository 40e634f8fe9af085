package io.surgetank.bench.clients;

/// The connection of a measured request.
enum ConnectionUse {
  /// A connection that is closed after the response.
  NEW,
  /// A connection of earlier requests, if one is free.
  KEPT
}
