package io.surgetank.cli.ops;

import tools.jackson.databind.JsonNode;

/// The result of a request to the operations API.
public sealed interface OpsResult {
  /// The request succeeded.
  record Done(JsonNode body) implements OpsResult {}

  /// The server refused; `why` is its message.
  record Refused(int status, String why) implements OpsResult {}

  /// The request has an invalid value, or the URL is invalid: wrong usage.
  record Invalid(String why) implements OpsResult {}

  /// No response, or not one of Surgetank.
  record Unreachable(String why) implements OpsResult {}
}
