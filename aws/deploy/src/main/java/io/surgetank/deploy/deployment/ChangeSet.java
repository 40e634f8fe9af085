package io.surgetank.deploy.deployment;

import java.util.List;

/// A change set: what CloudFormation would change.
public sealed interface ChangeSet {
  /// CloudFormation is still computing it.
  record Pending() implements ChangeSet {}

  record Ready(List<PlannedChange> changes) implements ChangeSet {
    public Ready {
      changes = List.copyOf(changes);
    }
  }

  /// The stack is up to date.
  record NoChanges() implements ChangeSet {}

  record Refused(String reason) implements ChangeSet {}
}
