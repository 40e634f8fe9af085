package io.surgetank.core.intake;

import java.util.List;
import tools.jackson.databind.JsonNode;

/// What came of reading bytes as JSON.
public sealed interface ParseResult {
  /// `text` is what was sent without the blanks between its parts: every number and every escape
  /// stands as the client wrote it, so that reading it back gives exactly what was sent.
  record Parsed(JsonNode node, String text) implements ParseResult {}

  record Malformed(List<Violation> faults) implements ParseResult {
    public Malformed {
      faults = List.copyOf(faults);
    }
  }
}
