package io.surgetank.accept;

import java.util.List;
import tools.jackson.databind.JsonNode;

/// What came of reading bytes as JSON.
public sealed interface Reading {
  /// `text` is what was sent without the blanks between its parts: every number and every escape
  /// stands as the client wrote it, so that reading it back gives exactly what was sent.
  record Read(JsonNode node, String text) implements Reading {}

  record Unreadable(List<Fault> faults) implements Reading {
    public Unreadable {
      faults = List.copyOf(faults);
    }
  }
}
