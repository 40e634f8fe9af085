package io.surgetank.deploy.deployment;

import java.util.List;
import java.util.Optional;

/// CloudFormation's stacks, by name or id.
public interface CloudFormation {
  Optional<StackStatus> standing(String stack);

  /// What happened to it after the event of this id, oldest first; everything when `after` is
  /// empty. Nothing when there is no such stack.
  List<DeploymentEvent> happenings(String stack, Optional<String> after);

  /// The id of the last thing that happened to it.
  Optional<String> lastHappening(String stack);

  /// Begins to remove it.
  void remove(String stack);

  ChangeSets drafts(String stack);
}
