package io.surgetank.deploy.stack;

import java.util.List;

/// What came of computing a stack.
public sealed interface StackResult {
  record Ready(Stack stack) implements StackResult {}

  /// Every fault there is; nothing can be put there before they are mended.
  record Refused(List<StackError> faults) implements StackResult {
    public Refused {
      faults = List.copyOf(faults);
    }
  }
}
