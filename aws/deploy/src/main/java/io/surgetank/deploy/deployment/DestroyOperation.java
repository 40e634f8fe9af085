package io.surgetank.deploy.deployment;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/// Removes a stack if its deletion is allowed, and reports what remains in the account.
public final class DestroyOperation {
  private final AwsAccount awsAccount;
  private final DeploymentEnvironment deploymentEnvironment;
  private final Supplier<JobCounts> ledger;

  /// Does not call AWS yet.
  ///
  /// @param ledger counts the jobs, if there is a table
  public DestroyOperation(
      AwsAccount awsAccount,
      DeploymentEnvironment deploymentEnvironment,
      Supplier<JobCounts> ledger) {
    this.awsAccount = awsAccount;
    this.deploymentEnvironment = deploymentEnvironment;
    this.ledger = ledger;
  }

  /// The result.
  public sealed interface Destroyed {
    record Done(List<RemainingResource> remaining) implements Destroyed {}

    /// The deletion was not approved; nothing was changed.
    record Declined() implements Destroyed {}

    record Failed(List<String> errors, List<RemainingResource> remaining) implements Destroyed {}
  }

  public Destroyed destroy(
      String stack, StageRemover stageRemover, DeletionApproval deletionApproval)
      throws InterruptedException {
    if (!deletionApproval.approves(pendingWork(stack))) return new Destroyed.Declined();
    List<String> errors = stageRemover.remove(stack);
    var remaining =
        new ArrayList<>(new RemainingResources(awsAccount, deploymentEnvironment).of(stack));
    remaining.addAll(stageRemover.remaining(stack));
    return errors.isEmpty()
        ? new Destroyed.Done(remaining)
        : new Destroyed.Failed(errors, remaining);
  }

  private PendingWork pendingWork(String stack) {
    var deployedResources = awsAccount.deployedResources(stack);
    return new PendingWork(
        deployedResources.queues(),
        deployedResources.hasTable() ? ledger.get() : new JobCounts.None());
  }
}
