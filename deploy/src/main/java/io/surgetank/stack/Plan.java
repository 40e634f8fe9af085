package io.surgetank.stack;

import java.util.List;

/// What came of computing a stack.
public sealed interface Plan {
  record Ready(Stack stack) implements Plan {}

  /// Every fault there is; nothing can be put there before they are mended.
  record Refused(List<Fault> faults) implements Plan {
    public Refused {
      faults = List.copyOf(faults);
    }
  }
}
