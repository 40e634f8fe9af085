package io.surgetank.deploy.deployment;

import java.util.List;

/// A change set: what CloudFormation says a proposal would change.
public sealed interface ChangeSet {
  /// CloudFormation still computes it.
  record Pending() implements ChangeSet {}

  record Ready(List<PlannedChange> changes) implements ChangeSet {
    public Ready {
      changes = List.copyOf(changes);
    }
  }

  /// The stack is already what it should be.
  record Nothing() implements ChangeSet {}

  record Refused(String why) implements ChangeSet {}
}
