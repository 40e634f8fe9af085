package io.surgetank.deploy.stack;

import java.util.List;

/// The result of computing a stack.
public sealed interface StackResult {
  record Ready(Stack stack) implements StackResult {}

  /// All errors; the stack cannot be deployed.
  record Refused(List<StackError> errors) implements StackResult {
    public Refused {
      errors = List.copyOf(errors);
    }
  }
}
