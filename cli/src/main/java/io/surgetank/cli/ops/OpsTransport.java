package io.surgetank.cli.ops;

import java.io.IOException;
import java.util.Map;

/// Carries requests of the operations API and their responses.
public interface OpsTransport extends AutoCloseable {
  /// A request.
  ///
  /// @param target path and query, percent-encoded
  record OpsRequest(String method, String target, Map<String, String> headers, String body) {}

  record OpsResponse(int status, String body) {}

  /// Throws [IOException] without a response.
  OpsResponse ask(OpsRequest opsRequest) throws IOException, InterruptedException;

  /// The destination, for messages.
  String target();

  /// The operator token.
  String token();

  @Override
  void close();
}
