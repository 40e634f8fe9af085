package io.surgetank.core.api;

import io.surgetank.core.intake.JsonReader;
import io.surgetank.core.intake.ParseResult;
import io.surgetank.core.intake.Violation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// A request to revoke or rotate an API key.
sealed interface KeyChangeRequest {
  /// A valid request.
  ///
  /// @param id of the key
  /// @param overlap how long the old key remains valid after a rotation
  record Valid(String id, Duration overlap) implements KeyChangeRequest {}

  record Invalid(List<Violation> violations) implements KeyChangeRequest {}

  /// Reads `{"id": "…"}`.
  static KeyChangeRequest readRevocation(byte[] body) {
    return read(body, Set.of("id"));
  }

  /// Reads `{"id": "…", "overlapSeconds": 86400}`; without an overlap the old key ends at once.
  static KeyChangeRequest readRotation(byte[] body) {
    return read(body, Set.of("id", "overlapSeconds"));
  }

  private static KeyChangeRequest read(byte[] body, Set<String> members) {
    return switch (JsonReader.read(body)) {
      case ParseResult.Malformed(var violations) -> new Invalid(violations);
      case ParseResult.Parsed(var json, _) -> parse(json, members);
    };
  }

  private static KeyChangeRequest parse(JsonNode json, Set<String> members) {
    if (!json.isObject()) return new Invalid(List.of(Violation.ofWhole("send a JSON object")));
    List<Violation> violations = new ArrayList<>(DeadLetterRequest.unknown(json, members));
    JsonNode id = json.path("id");
    if (!id.isString()) violations.add(new Violation("/id", "'id' must be the id of a key"));
    Duration overlap =
        KeyRequest.seconds(json, "overlapSeconds", 0, violations).orElse(Duration.ZERO);
    return violations.isEmpty() ? new Valid(id.stringValue(), overlap) : new Invalid(violations);
  }
}
