package io.surgetank.bench.clients;

/// Receives the results of requests. Called by the thread of the client.
public interface ResponseRecorder {
  /// A complete response.
  ///
  /// @param millis since the request should have been sent
  void received(ReceivedResponse response, double millis);

  /// There was no response, or the connection was broken.
  ///
  /// @param millis since the request should have been sent
  void failed(double millis);
}
