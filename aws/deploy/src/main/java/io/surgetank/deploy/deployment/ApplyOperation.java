package io.surgetank.deploy.deployment;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/// Creates or updates a stack, whatever state an earlier run left it in.
public final class ApplyOperation {
  private static final String NAME = "surgetank-apply";

  /// Wait, remove a failed creation, create, update; with room for another change meanwhile.
  private static final int MAX_STEPS = 8;

  private final AwsAccount awsAccount;
  private final CloudFormation cloudFormation;
  private final ArtifactBucket artifactBucket;
  private final StackWaiter stackWaiter;
  private final ChangeSetCreator changeSetCreator;
  private final Consumer<String> progress;

  public ApplyOperation(AwsAccount awsAccount, DeploymentEnvironment deploymentEnvironment) {
    this.awsAccount = awsAccount;
    progress = deploymentEnvironment.progress();
    cloudFormation = awsAccount.cloudFormation();
    artifactBucket = new ArtifactBucket(awsAccount, progress);
    stackWaiter = new StackWaiter(cloudFormation, deploymentEnvironment.sleeper(), progress);
    changeSetCreator = new ChangeSetCreator(cloudFormation, artifactBucket, stackWaiter);
  }

  /// The result.
  public sealed interface Applied {
    /// The stack is up to date.
    ///
    /// @param created whether it was created by this run, with the operator token
    /// @param changes the number of changed resources
    record Done(String url, boolean created, int changes) implements Applied {}

    /// The loss of jobs was not approved; nothing was changed.
    record Declined() implements Applied {}

    record Failed(List<String> errors) implements Applied {}
  }

  public Applied apply(
      Deployment deployment, OperatorToken operatorToken, DeletionApproval deletionApproval)
      throws InterruptedException {
    Optional<String> error = artifactBucket.error();
    if (error.isPresent()) return new Applied.Failed(List.of(error.get()));
    boolean created = false;
    for (int step = 0; step < MAX_STEPS; step++) {
      Optional<StackStatus> status = cloudFormation.status(deployment.stack());
      switch (DeploymentStep.of(status)) {
        case DeploymentStep.ManualRecovery(var reason) -> {
          return new Applied.Failed(List.of(deployment.stack() + ": " + reason + "."));
        }
        case DeploymentStep.Wait(var name) -> {
          progress.accept("Waiting for an operation in progress (" + name + "):");
          String id = status.orElseThrow().id();
          stackWaiter.awaitCompletion(id, cloudFormation.lastEventId(id));
        }
        case DeploymentStep.RemoveFailedCreation() -> {
          progress.accept("The first creation failed and was rolled back. Removing the stack:");
          var failure = removed(status.orElseThrow());
          if (failure.isPresent()) return failure.get();
        }
        case DeploymentStep.Create() -> {
          var failure = created(deployment, operatorToken);
          if (failure.isPresent()) return failure.get();
          created = true;
        }
        case DeploymentStep.Update() -> {
          return updated(
              deployment,
              created ? new OperatorToken("", OperatorToken.Use.ON_CREATION) : operatorToken,
              deletionApproval,
              created);
        }
      }
    }
    return new Applied.Failed(
        List.of(deployment.stack() + " is being changed by another process."));
  }

  private Optional<Applied> removed(StackStatus stackStatus) throws InterruptedException {
    var lastEvent = cloudFormation.lastEventId(stackStatus.id());
    cloudFormation.delete(stackStatus.id());
    var outcome = stackWaiter.awaitCompletion(stackStatus.id(), lastEvent);
    return outcome.status().isEmpty() || outcome.status().get().isDeleted()
        ? Optional.empty()
        : Optional.of(
            new Applied.Failed(StackFailure.report("The removal of the failed creation", outcome)));
  }

  private Optional<Applied> created(Deployment deployment, OperatorToken operatorToken)
      throws InterruptedException {
    artifactBucket.createIfMissing();
    artifactBucket.upload(deployment);
    var token = new ChangeSetRequest.ParameterValue.New(operatorToken.text());
    return switch (changeSetCreator.create(deployment, NAME, Optional.empty(), token)) {
      case ChangeSet.Refused(var reason) -> Optional.of(new Applied.Failed(List.of(reason)));
      case ChangeSet.NoChanges() -> throw new IllegalStateException("a new stack is a change");
      case ChangeSet.Pending() ->
          throw new IllegalStateException("awaitChangeSet waits until it is computed");
      case ChangeSet.Ready(var changes) -> {
        progress.accept("Creating " + CountText.counted(changes.size(), "resource") + ":");
        var outcome = executed(deployment.stack());
        yield outcome.status().map(StackStatus::isSuccessful).orElse(false)
            ? Optional.empty()
            : Optional.of(new Applied.Failed(StackFailure.report("The creation", outcome)));
      }
    };
  }

  private Applied updated(
      Deployment deployment,
      OperatorToken operatorToken,
      DeletionApproval deletionApproval,
      boolean created)
      throws InterruptedException {
    artifactBucket.createIfMissing();
    artifactBucket.upload(deployment);
    var status = cloudFormation.status(deployment.stack());
    ChangeSetRequest.ParameterValue token =
        operatorToken.use() == OperatorToken.Use.ALWAYS
            ? new ChangeSetRequest.ParameterValue.New(operatorToken.text())
            : new ChangeSetRequest.ParameterValue.Previous();
    return switch (changeSetCreator.create(deployment, NAME, status, token)) {
      case ChangeSet.Refused(var reason) ->
          discarded(deployment, new Applied.Failed(List.of(reason)));
      case ChangeSet.NoChanges() ->
          discarded(deployment, new Applied.Done(url(status), created, 0));
      case ChangeSet.Pending() ->
          throw new IllegalStateException("awaitChangeSet waits until it is computed");
      case ChangeSet.Ready(var changes) -> {
        if (!isLossApproved(deployment.stack(), changes, deletionApproval))
          yield discarded(deployment, new Applied.Declined());
        progress.accept(
            created
                ? "Enabling the deletion protection of the table:"
                : "Updating " + CountText.counted(changes.size(), "resource") + ":");
        var outcome = executed(deployment.stack());
        yield outcome.status().map(StackStatus::isSuccessful).orElse(false)
            ? new Applied.Done(url(outcome.status()), created, changes.size())
            : new Applied.Failed(StackFailure.report("The update", outcome));
      }
    };
  }

  private Applied discarded(Deployment deployment, Applied applied) {
    cloudFormation.changeSets(deployment.stack()).delete(NAME);
    return applied;
  }

  /// The queue of a pipeline that is no longer in the configuration is removed with its messages.
  private boolean isLossApproved(
      String stack, List<PlannedChange> changes, DeletionApproval deletionApproval) {
    List<PlannedChange> losing = changes.stream().filter(PlannedChange::mayLoseJobs).toList();
    if (losing.isEmpty()) return true;
    Set<String> names = losing.stream().map(ApplyOperation::lastName).collect(Collectors.toSet());
    List<QueueDepth> queues =
        awsAccount.deployedResources(stack).queues().stream()
            .filter(each -> names.contains(each.name()))
            .toList();
    boolean table = losing.stream().anyMatch(each -> each.type().equals("AWS::DynamoDB::Table"));
    JobCounts jobCounts =
        table
            ? new JobCounts.Unknown("the table would be recreated, without any records")
            : new JobCounts.None();
    return deletionApproval.approves(new PendingWork(queues, jobCounts));
  }

  /// CloudFormation names a queue by its URL, whose host may differ from that of SQS.
  private static String lastName(PlannedChange plannedChange) {
    return plannedChange.name().substring(plannedChange.name().lastIndexOf('/') + 1);
  }

  private StackWaiter.Completion executed(String stack) throws InterruptedException {
    var id = cloudFormation.status(stack).map(StackStatus::id).orElse(stack);
    var lastEvent = cloudFormation.lastEventId(id);
    cloudFormation.changeSets(stack).execute(NAME);
    return stackWaiter.awaitCompletion(id, lastEvent);
  }

  private static String url(Optional<StackStatus> status) {
    return status.map(stack -> stack.outputs().getOrDefault("ApiEndpoint", "")).orElse("");
  }
}
