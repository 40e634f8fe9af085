package io.surgetank.core.intake;

import java.util.List;

/// The result of parsing a body of many submissions.
public sealed interface BatchParseResult {
  /// The submissions in their order, each parsed independently.
  record Parsed(List<Element> elements) implements BatchParseResult {
    public Parsed {
      elements = List.copyOf(elements);
    }
  }

  /// The boundaries of the elements cannot be determined.
  record Malformed(List<Violation> violations) implements BatchParseResult {
    public Malformed {
      violations = List.copyOf(violations);
    }
  }

  /// One submission among many.
  record Element(ParseResult parseResult, int sizeBytes) {}
}
