package io.surgetank.deploy.deployment;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// Removes a stack of CloudFormation, and its zips.
public final class StackRemoval implements StageRemover {
  private static final String NAME = "surgetank-unprotect";

  private final AwsAccount awsAccount;
  private final CloudFormation cloudFormation;
  private final ArtifactBucket artifactBucket;
  private final StackWaiter stackWaiter;
  private final Consumer<String> progress;

  /// The bucket of the stack's zip: another one than ours if another tool created the stack.
  private String codeBucket = "";

  public StackRemoval(AwsAccount awsAccount, DeploymentEnvironment deploymentEnvironment) {
    this.awsAccount = awsAccount;
    progress = deploymentEnvironment.progress();
    cloudFormation = awsAccount.cloudFormation();
    artifactBucket = new ArtifactBucket(awsAccount, progress);
    stackWaiter = new StackWaiter(cloudFormation, deploymentEnvironment.sleeper(), progress);
  }

  @Override
  public List<String> remove(String stack) throws InterruptedException {
    Optional<StackStatus> status = completed(stack);
    if (status.isPresent()) {
      codeBucket = status.get().parameters().getOrDefault("CodeBucket", "");
      List<String> errors = unprotect(stack);
      if (!errors.isEmpty()) return errors;
      String id = status.get().id();
      var lastEvent = cloudFormation.lastEventId(id);
      progress.accept("Removing the stack " + stack + ":");
      cloudFormation.delete(id);
      var outcome = stackWaiter.awaitCompletion(id, lastEvent);
      if (outcome.status().isPresent() && !outcome.status().get().isDeleted())
        return StackFailure.report("The removal", outcome);
    }
    artifactBucket.deleteArtifacts(stack);
    return List.of();
  }

  /// The stack when no operation is in progress, if there is one.
  private Optional<StackStatus> completed(String stack) throws InterruptedException {
    Optional<StackStatus> status = cloudFormation.status(stack);
    while (status.isPresent() && status.get().isInProgress()) {
      progress.accept("Waiting for an operation in progress:");
      String id = status.get().id();
      stackWaiter.awaitCompletion(id, cloudFormation.lastEventId(id));
      status = cloudFormation.status(stack);
    }
    return status.filter(each -> !each.isDeleted());
  }

  /// Disables the deletion protection of the table: by an update, so that CloudFormation knows it;
  /// directly if the stack cannot be updated.
  List<String> unprotect(String stack) throws InterruptedException {
    Optional<StackStatus> status = completed(stack);
    if (status.isEmpty()) return List.of();
    if (!(DeploymentStep.of(status) instanceof DeploymentStep.Update)) {
      if (awsAccount.deployedResources(stack).hasTable())
        awsAccount.deployedResources(stack).unprotectTable();
      return List.of();
    }
    String protection = status.get().parameters().getOrDefault(Deployment.PROTECTION, "none");
    if (!protection.equals("true")) return List.of();
    progress.accept("Disabling the deletion protection of the table:");
    var changeSets = cloudFormation.changeSets(stack);
    changeSets.create(
        ChangeSetRequest.ofParameters(NAME, status.get(), Map.of(Deployment.PROTECTION, "false")));
    return switch (stackWaiter.awaitChangeSet(changeSets, NAME)) {
      case ChangeSet.Refused(var reason) -> List.of(reason);
      case ChangeSet.Pending() ->
          throw new IllegalStateException("awaitChangeSet waits until it is computed");
      case ChangeSet.NoChanges() -> {
        changeSets.delete(NAME);
        yield List.of();
      }
      case ChangeSet.Ready(_) -> {
        var lastEvent = cloudFormation.lastEventId(status.get().id());
        changeSets.execute(NAME);
        var outcome = stackWaiter.awaitCompletion(status.get().id(), lastEvent);
        yield outcome.status().map(StackStatus::isSuccessful).orElse(false)
            ? List.of()
            : StackFailure.report("Disabling the deletion protection", outcome);
      }
    };
  }

  @Override
  public List<RemainingResource> remaining(String stack) {
    var remaining = new ArrayList<RemainingResource>();
    if (artifactBucket.exists())
      remaining.add(bucket("bucket, with objects of other stages", artifactBucket.name()));
    if (!codeBucket.isEmpty() && !codeBucket.equals(artifactBucket.name()))
      remaining.add(bucket("bucket of its zip, created by another tool", codeBucket));
    return remaining;
  }

  private static RemainingResource bucket(String type, String name) {
    return new RemainingResource(
        type,
        name,
        "aws s3 ls --recursive s3://%s, then aws s3 rb --force s3://%s".formatted(name, name));
  }
}
