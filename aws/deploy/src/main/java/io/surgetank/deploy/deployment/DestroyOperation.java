package io.surgetank.deploy.deployment;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/// Removes a stack if its deletion is allowed, and reports what remains in the account.
public final class DestroyOperation {
  private final AwsAccount awsAccount;
  private final DeploymentEnvironment deploymentEnvironment;
  private final Supplier<JobCounts> ledger;

  /// Ready to look.
  ///
  /// @param ledger asked when there is a table
  public DestroyOperation(
      AwsAccount awsAccount,
      DeploymentEnvironment deploymentEnvironment,
      Supplier<JobCounts> ledger) {
    this.awsAccount = awsAccount;
    this.deploymentEnvironment = deploymentEnvironment;
    this.ledger = ledger;
  }

  /// What came of it.
  public sealed interface Destroyed {
    record Done(List<Leftover> left) implements Destroyed {}

    /// The guard did not let it go; nothing was changed.
    record Held() implements Destroyed {}

    record Failed(List<String> why, List<Leftover> left) implements Destroyed {}
  }

  public Destroyed destroy(String stack, StageRemover stageRemover, DeletionGuard deletionGuard)
      throws InterruptedException {
    if (!deletionGuard.lets(look(stack))) return new Destroyed.Held();
    List<String> faults = stageRemover.remove(stack);
    var left = new ArrayList<>(new Leftovers(awsAccount, deploymentEnvironment).of(stack));
    left.addAll(stageRemover.leaves(stack));
    return faults.isEmpty() ? new Destroyed.Done(left) : new Destroyed.Failed(faults, left);
  }

  private PendingWork look(String stack) {
    var deployedResources = awsAccount.sight(stack);
    return new PendingWork(
        deployedResources.queues(),
        deployedResources.hasTable() ? ledger.get() : new JobCounts.None());
  }
}
