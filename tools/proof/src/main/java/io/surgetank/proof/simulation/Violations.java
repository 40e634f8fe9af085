package io.surgetank.proof.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The violated promises of a run.
final class Violations {
  private final List<String> found = new ArrayList<>();

  @SuppressWarnings("AnnotateFormatMethod") // its annotation is in no dependency
  void add(String pattern, Object... values) {
    found.add(pattern.formatted(values));
  }

  /// Adds it unless the promise was kept.
  @SuppressWarnings("AnnotateFormatMethod")
  void check(boolean kept, String pattern, Object... values) {
    if (!kept) add(pattern, values);
  }

  Optional<String> first() {
    return found.isEmpty() ? Optional.empty() : Optional.of(found.getFirst());
  }

  boolean isEmpty() {
    return found.isEmpty();
  }
}
