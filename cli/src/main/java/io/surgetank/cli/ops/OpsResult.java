package io.surgetank.cli.ops;

import tools.jackson.databind.JsonNode;

/// What came of asking the server.
public sealed interface OpsResult {
  /// It did what was asked; `body` is its answer.
  record Done(JsonNode body) implements OpsResult {}

  /// It would not; `why` is its own sentence, or several.
  record Refused(int status, String why) implements OpsResult {}

  /// Nobody answered, or somebody who is not a Surgetank.
  record Unreachable(String why) implements OpsResult {}
}
