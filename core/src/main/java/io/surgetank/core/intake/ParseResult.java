package io.surgetank.core.intake;

import java.util.List;
import tools.jackson.databind.JsonNode;

/// The result of parsing bytes as JSON.
public sealed interface ParseResult {
  /// `text` is the input without insignificant whitespace: every number and every escape is as the
  /// client wrote it, so that reading it back gives exactly what was sent.
  record Parsed(JsonNode node, String text) implements ParseResult {}

  record Malformed(List<Violation> violations) implements ParseResult {
    public Malformed {
      violations = List.copyOf(violations);
    }
  }
}
