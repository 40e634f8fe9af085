package io.surgetank.deploy.deployment;

import java.util.List;
import java.util.Optional;

/// Shows what would be, and leaves nothing behind.
public final class PlanOperation {
  private static final String NAME = "surgetank-plan";

  private final CloudFormation cloudFormation;
  private final ArtifactBucket artifactBucket;
  private final StackWaiter stackWaiter;

  public PlanOperation(AwsAccount awsAccount, DeploymentEnvironment deploymentEnvironment) {
    cloudFormation = awsAccount.formation();
    artifactBucket = new ArtifactBucket(awsAccount, deploymentEnvironment.say());
    stackWaiter =
        new StackWaiter(
            cloudFormation, deploymentEnvironment.sleeper(), deploymentEnvironment.say());
  }

  /// What would be.
  public sealed interface Outlook {
    /// What apply would do.
    ///
    /// @param anew whether nothing stands there yet
    record Changes(List<PlannedChange> changes, boolean anew) implements Outlook {}

    record Impossible(List<String> why) implements Outlook {}
  }

  public Outlook plan(Deployment deployment) throws InterruptedException {
    Optional<StackStatus> standing = cloudFormation.standing(deployment.stack());
    return switch (DeploymentStep.of(standing)) {
      // A change set would leave a stack without resources; everything in the template is added.
      case DeploymentStep.Create(), DeploymentStep.ClearAway() ->
          new Outlook.Changes(deployment.additions(), true);
      case DeploymentStep.Await(var status) ->
          impossible("CloudFormation is at work on it (" + status + "); ask again later.");
      case DeploymentStep.Stuck(var why) -> impossible(deployment.stack() + ": " + why + ".");
      case DeploymentStep.Update() -> drafted(deployment, standing);
    };
  }

  private Outlook drafted(Deployment deployment, Optional<StackStatus> standing)
      throws InterruptedException {
    Optional<String> fault = artifactBucket.fault();
    if (fault.isPresent()) return impossible(fault.get());
    boolean bucketIsNew = !artifactBucket.isThere();
    artifactBucket.prepare();
    try {
      var changeSetCreator = new ChangeSetCreator(cloudFormation, artifactBucket, stackWaiter);
      return switch (changeSetCreator.make(
          deployment, NAME, standing, new ChangeSetRequest.Given.Kept())) {
        case ChangeSet.Ready(var changes) -> new Outlook.Changes(changes, false);
        case ChangeSet.Nothing() -> new Outlook.Changes(List.of(), false);
        case ChangeSet.Refused(var why) -> impossible(why);
        case ChangeSet.Pending() -> throw new IllegalStateException("waited for");
      };
    } finally {
      cloudFormation.drafts(deployment.stack()).discard(NAME);
      if (bucketIsNew) artifactBucket.clear(deployment.stack());
    }
  }

  private static Outlook impossible(String why) {
    return new Outlook.Impossible(List.of(why));
  }
}
