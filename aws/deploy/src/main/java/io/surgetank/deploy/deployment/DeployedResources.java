package io.surgetank.deploy.deployment;

import java.util.List;

/// What there is of a stack in the account, whoever put it there.
public interface DeployedResources {
  List<QueueDepth> queues();

  boolean hasTable();

  /// Lets the table be deleted.
  void unprotectTable();

  /// Log groups of its functions and of its API.
  List<String> logGroups();
}
