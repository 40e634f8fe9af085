package io.surgetank.cli.ops;

import java.io.IOException;
import java.util.Map;

/// How a question of the operations API gets to a Surgetank and its answer back.
public interface OpsTransport extends AutoCloseable {
  /// What is asked.
  ///
  /// @param target path and query, percent-encoded
  record OpsRequest(String method, String target, Map<String, String> headers, String body) {}

  record OpsResponse(int status, String body) {}

  /// Throws [IOException] when nobody answers.
  OpsResponse ask(OpsRequest opsRequest) throws IOException, InterruptedException;

  /// Whom the way leads to, as a person knows it.
  String place();

  /// What opens the operations API at its end.
  String token();

  @Override
  void close();
}
