package io.surgetank.accept;

import java.util.List;

/// What came of reading bytes as many submissions.
public sealed interface Elements {
  /// The submissions in their order, each read on its own.
  record Found(List<Element> elements) implements Elements {
    public Found {
      elements = List.copyOf(elements);
    }
  }

  /// The elements cannot be told apart.
  record Unreadable(List<Fault> faults) implements Elements {
    public Unreadable {
      faults = List.copyOf(faults);
    }
  }

  /// One submission among many.
  record Element(Reading reading, int sizeBytes) {}
}
