package io.surgetank.core.intake;

import java.util.List;

/// What came of reading bytes as many submissions.
public sealed interface BatchParseResult {
  /// The submissions in their order, each read on its own.
  record Parsed(List<Element> elements) implements BatchParseResult {
    public Parsed {
      elements = List.copyOf(elements);
    }
  }

  /// The elements cannot be told apart.
  record Malformed(List<Violation> faults) implements BatchParseResult {
    public Malformed {
      faults = List.copyOf(faults);
    }
  }

  /// One submission among many.
  record Element(ParseResult parseResult, int sizeBytes) {}
}
