package io.surgetank.deploy.deployment;

/// Whoever decides whether what is in a stack may go.
@FunctionalInterface
public interface DeletionGuard {
  boolean lets(PendingWork pendingWork);
}
