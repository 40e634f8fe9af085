package io.surgetank.deploy.deployment;

import java.util.List;

/// The resources of a stack in the account, whichever tool deployed them.
public interface DeployedResources {
  List<QueueDepth> queues();

  boolean hasTable();

  /// Disables the deletion protection of the table.
  void unprotectTable();

  /// The log groups of the functions and of the API.
  List<String> logGroups();
}
