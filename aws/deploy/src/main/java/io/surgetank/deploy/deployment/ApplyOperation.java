package io.surgetank.deploy.deployment;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/// Makes a stack what it should be, from wherever an earlier try left it.
public final class ApplyOperation {
  private static final String NAME = "surgetank-apply";

  /// Each leads on to the next: wait, clear away, create, update.
  private static final int MOST_STEPS = 8;

  private final AwsAccount awsAccount;
  private final CloudFormation cloudFormation;
  private final ArtifactBucket artifactBucket;
  private final StackWaiter stackWaiter;
  private final ChangeSetCreator changeSetCreator;
  private final Consumer<String> say;

  public ApplyOperation(AwsAccount awsAccount, DeploymentEnvironment deploymentEnvironment) {
    this.awsAccount = awsAccount;
    say = deploymentEnvironment.say();
    cloudFormation = awsAccount.formation();
    artifactBucket = new ArtifactBucket(awsAccount, say);
    stackWaiter = new StackWaiter(cloudFormation, deploymentEnvironment.sleeper(), say);
    changeSetCreator = new ChangeSetCreator(cloudFormation, artifactBucket, stackWaiter);
  }

  /// What came of it.
  public sealed interface Applied {
    /// It stands as it should.
    ///
    /// @param made whether it was made now, with the token
    /// @param changes how many resources changed
    record Done(String url, boolean made, int changes) implements Applied {}

    /// The guard did not let work be lost; nothing was changed.
    record Held() implements Applied {}

    record Failed(List<String> why) implements Applied {}
  }

  public Applied apply(
      Deployment deployment, OperatorToken operatorToken, DeletionGuard deletionGuard)
      throws InterruptedException {
    Optional<String> fault = artifactBucket.fault();
    if (fault.isPresent()) return new Applied.Failed(List.of(fault.get()));
    boolean made = false;
    for (int step = 0; step < MOST_STEPS; step++) {
      Optional<StackStatus> standing = cloudFormation.standing(deployment.stack());
      switch (DeploymentStep.of(standing)) {
        case DeploymentStep.Stuck(var why) -> {
          return new Applied.Failed(List.of(deployment.stack() + ": " + why + "."));
        }
        case DeploymentStep.Await(var status) -> {
          say.accept("CloudFormation is at work on it (" + status + "), waiting for its end:");
          String id = standing.orElseThrow().id();
          stackWaiter.untilRest(id, cloudFormation.lastHappening(id));
        }
        case DeploymentStep.ClearAway() -> {
          say.accept("Its first creation failed and was rolled back; removing what that left:");
          var failure = cleared(standing.orElseThrow());
          if (failure.isPresent()) return failure.get();
        }
        case DeploymentStep.Create() -> {
          var failure = created(deployment, operatorToken);
          if (failure.isPresent()) return failure.get();
          made = true;
        }
        case DeploymentStep.Update() -> {
          return updated(
              deployment,
              made ? new OperatorToken("", OperatorToken.Use.FIRST) : operatorToken,
              deletionGuard,
              made);
        }
      }
    }
    return new Applied.Failed(List.of("Somebody else changes " + deployment.stack() + " as well."));
  }

  private Optional<Applied> cleared(StackStatus stackStatus) throws InterruptedException {
    var mark = cloudFormation.lastHappening(stackStatus.id());
    cloudFormation.remove(stackStatus.id());
    var outcome = stackWaiter.untilRest(stackStatus.id(), mark);
    return outcome.standing().isEmpty() || outcome.standing().get().isGone()
        ? Optional.empty()
        : Optional.of(new Applied.Failed(StackFailure.report("Clearing it away", outcome)));
  }

  private Optional<Applied> created(Deployment deployment, OperatorToken operatorToken)
      throws InterruptedException {
    artifactBucket.prepare();
    artifactBucket.bring(deployment);
    var given = new ChangeSetRequest.Given.Value(operatorToken.text());
    return switch (changeSetCreator.make(deployment, NAME, Optional.empty(), given)) {
      case ChangeSet.Refused(var why) -> Optional.of(new Applied.Failed(List.of(why)));
      case ChangeSet.Nothing() -> throw new IllegalStateException("a new stack is a change");
      case ChangeSet.Pending() -> throw new IllegalStateException("waited for");
      case ChangeSet.Ready(var changes) -> {
        say.accept("Creating " + CountText.counted(changes.size(), "resource") + ":");
        var outcome = executed(deployment.stack());
        yield outcome.standing().map(StackStatus::isWell).orElse(false)
            ? Optional.empty()
            : Optional.of(new Applied.Failed(StackFailure.report("The creation", outcome)));
      }
    };
  }

  private Applied updated(
      Deployment deployment, OperatorToken operatorToken, DeletionGuard deletionGuard, boolean made)
      throws InterruptedException {
    artifactBucket.prepare();
    artifactBucket.bring(deployment);
    var standing = cloudFormation.standing(deployment.stack());
    ChangeSetRequest.Given given =
        operatorToken.use() == OperatorToken.Use.ALWAYS
            ? new ChangeSetRequest.Given.Value(operatorToken.text())
            : new ChangeSetRequest.Given.Kept();
    return switch (changeSetCreator.make(deployment, NAME, standing, given)) {
      case ChangeSet.Refused(var why) -> discarded(deployment, new Applied.Failed(List.of(why)));
      case ChangeSet.Nothing() -> discarded(deployment, new Applied.Done(url(standing), made, 0));
      case ChangeSet.Pending() -> throw new IllegalStateException("waited for");
      case ChangeSet.Ready(var changes) -> {
        if (!mayLose(deployment.stack(), changes, deletionGuard))
          yield discarded(deployment, new Applied.Held());
        say.accept(
            made
                ? "Protecting the table against deletion:"
                : "Changing " + CountText.counted(changes.size(), "resource") + ":");
        var outcome = executed(deployment.stack());
        yield outcome.standing().map(StackStatus::isWell).orElse(false)
            ? new Applied.Done(url(outcome.standing()), made, changes.size())
            : new Applied.Failed(StackFailure.report("The update", outcome));
      }
    };
  }

  private Applied discarded(Deployment deployment, Applied applied) {
    cloudFormation.drafts(deployment.stack()).discard(NAME);
    return applied;
  }

  /// A pipeline that the descriptor has no more takes its queue along.
  private boolean mayLose(String stack, List<PlannedChange> changes, DeletionGuard deletionGuard) {
    List<PlannedChange> losing = changes.stream().filter(PlannedChange::losesWork).toList();
    if (losing.isEmpty()) return true;
    Set<String> names = losing.stream().map(ApplyOperation::lastName).collect(Collectors.toSet());
    List<QueueDepth> queues =
        awsAccount.sight(stack).queues().stream()
            .filter(each -> names.contains(each.queue()))
            .toList();
    boolean table = losing.stream().anyMatch(each -> each.type().equals("AWS::DynamoDB::Table"));
    JobCounts jobCounts =
        table
            ? new JobCounts.Unknown("the table would be recreated without any records")
            : new JobCounts.None();
    return deletionGuard.lets(new PendingWork(queues, jobCounts));
  }

  /// CloudFormation names a queue by its URL, whose host may differ from that of SQS.
  private static String lastName(PlannedChange plannedChange) {
    return plannedChange.name().substring(plannedChange.name().lastIndexOf('/') + 1);
  }

  private StackWaiter.Outcome executed(String stack) throws InterruptedException {
    var id = cloudFormation.standing(stack).map(StackStatus::id).orElse(stack);
    var mark = cloudFormation.lastHappening(id);
    cloudFormation.drafts(stack).execute(NAME);
    return stackWaiter.untilRest(id, mark);
  }

  private static String url(Optional<StackStatus> standing) {
    return standing.map(stack -> stack.outputs().getOrDefault("ApiEndpoint", "")).orElse("");
  }
}
