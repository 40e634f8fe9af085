package io.surgetank.deploy.deployment;

import java.util.List;
import java.util.Optional;

/// Computes what an apply would change, and leaves nothing behind.
public final class PlanOperation {
  private static final String NAME = "surgetank-plan";

  private final CloudFormation cloudFormation;
  private final ArtifactBucket artifactBucket;
  private final StackWaiter stackWaiter;

  public PlanOperation(AwsAccount awsAccount, DeploymentEnvironment deploymentEnvironment) {
    cloudFormation = awsAccount.cloudFormation();
    artifactBucket = new ArtifactBucket(awsAccount, deploymentEnvironment.progress());
    stackWaiter =
        new StackWaiter(
            cloudFormation, deploymentEnvironment.sleeper(), deploymentEnvironment.progress());
  }

  /// The result.
  public sealed interface Plan {
    /// What apply would do.
    ///
    /// @param newStack whether there is no stack yet
    record Changes(List<PlannedChange> changes, boolean newStack) implements Plan {}

    record Refused(List<String> errors) implements Plan {}
  }

  public Plan plan(Deployment deployment) throws InterruptedException {
    Optional<StackStatus> status = cloudFormation.status(deployment.stack());
    return switch (DeploymentStep.of(status)) {
      // A change set would create a stack without resources, so the template is listed instead.
      case DeploymentStep.Create(), DeploymentStep.RemoveFailedCreation() ->
          new Plan.Changes(deployment.additions(), true);
      case DeploymentStep.Wait(var name) ->
          refused("An operation is in progress (" + name + "). Run again later.");
      case DeploymentStep.ManualRecovery(var reason) ->
          refused(deployment.stack() + ": " + reason + ".");
      case DeploymentStep.Update() -> planned(deployment, status);
    };
  }

  private Plan planned(Deployment deployment, Optional<StackStatus> status)
      throws InterruptedException {
    Optional<String> error = artifactBucket.error();
    if (error.isPresent()) return refused(error.get());
    boolean bucketIsNew = !artifactBucket.exists();
    artifactBucket.createIfMissing();
    try {
      var changeSetCreator = new ChangeSetCreator(cloudFormation, artifactBucket, stackWaiter);
      return switch (changeSetCreator.create(
          deployment, NAME, status, new ChangeSetRequest.ParameterValue.Previous())) {
        case ChangeSet.Ready(var changes) -> new Plan.Changes(changes, false);
        case ChangeSet.NoChanges() -> new Plan.Changes(List.of(), false);
        case ChangeSet.Refused(var reason) -> refused(reason);
        case ChangeSet.Pending() ->
            throw new IllegalStateException("awaitChangeSet waits until it is computed");
      };
    } finally {
      cloudFormation.changeSets(deployment.stack()).delete(NAME);
      if (bucketIsNew) artifactBucket.deleteArtifacts(deployment.stack());
    }
  }

  private static Plan refused(String reason) {
    return new Plan.Refused(List.of(reason));
  }
}
