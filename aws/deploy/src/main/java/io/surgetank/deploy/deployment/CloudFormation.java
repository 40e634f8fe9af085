package io.surgetank.deploy.deployment;

import java.util.List;
import java.util.Optional;

/// The stacks of CloudFormation, by name or id.
public interface CloudFormation {
  Optional<StackStatus> status(String stack);

  /// The events after the event of this id, oldest first; all if `after` is empty. None if there is
  /// no such stack.
  List<DeploymentEvent> events(String stack, Optional<String> after);

  Optional<String> lastEventId(String stack);

  /// Starts to delete it.
  void delete(String stack);

  ChangeSets changeSets(String stack);
}
