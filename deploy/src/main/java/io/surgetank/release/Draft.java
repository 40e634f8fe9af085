package io.surgetank.release;

import java.util.List;

/// A change set: what CloudFormation says a proposal would change.
public sealed interface Draft {
  /// CloudFormation still computes it.
  record Pending() implements Draft {}

  record Ready(List<Change> changes) implements Draft {
    public Ready {
      changes = List.copyOf(changes);
    }
  }

  /// The stack is already what it should be.
  record Nothing() implements Draft {}

  record Refused(String why) implements Draft {}
}
