package io.surgetank.deploy.deployment;

/// Decides whether the contents of a stack may be deleted.
@FunctionalInterface
public interface DeletionApproval {
  boolean approves(PendingWork pendingWork);
}
