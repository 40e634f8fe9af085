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
  private final Consumer<String> say;

  /// Where the stack says that its zip lies; ours, unless somebody else put the stack there.
  private String codeBucket = "";

  public StackRemoval(AwsAccount awsAccount, DeploymentEnvironment deploymentEnvironment) {
    this.awsAccount = awsAccount;
    say = deploymentEnvironment.say();
    cloudFormation = awsAccount.formation();
    artifactBucket = new ArtifactBucket(awsAccount, say);
    stackWaiter = new StackWaiter(cloudFormation, deploymentEnvironment.sleeper(), say);
  }

  @Override
  public List<String> remove(String stack) throws InterruptedException {
    Optional<StackStatus> standing = settled(stack);
    if (standing.isPresent()) {
      codeBucket = standing.get().parameters().getOrDefault("CodeBucket", "");
      List<String> faults = unprotect(stack);
      if (!faults.isEmpty()) return faults;
      String id = standing.get().id();
      var mark = cloudFormation.lastHappening(id);
      say.accept("Removing the stack " + stack + ":");
      cloudFormation.remove(id);
      var outcome = stackWaiter.untilRest(id, mark);
      if (outcome.standing().isPresent() && !outcome.standing().get().isGone())
        return StackFailure.report("The removal", outcome);
    }
    artifactBucket.clear(stack);
    return List.of();
  }

  /// The stack once CloudFormation rests, if there is one.
  private Optional<StackStatus> settled(String stack) throws InterruptedException {
    Optional<StackStatus> standing = cloudFormation.standing(stack);
    while (standing.isPresent() && standing.get().isBusy()) {
      say.accept("CloudFormation is at work on it, waiting for its end:");
      String id = standing.get().id();
      stackWaiter.untilRest(id, cloudFormation.lastHappening(id));
      standing = cloudFormation.standing(stack);
    }
    return standing.filter(each -> !each.isGone());
  }

  /// Lets the table go. By an update, so that CloudFormation knows; by hand where a stack takes no
  /// update.
  List<String> unprotect(String stack) throws InterruptedException {
    Optional<StackStatus> standing = settled(stack);
    if (standing.isEmpty()) return List.of();
    if (!(DeploymentStep.of(standing) instanceof DeploymentStep.Update)) {
      if (awsAccount.sight(stack).hasTable()) awsAccount.sight(stack).unprotectTable();
      return List.of();
    }
    String protection = standing.get().parameters().getOrDefault(Deployment.PROTECTION, "none");
    if (!protection.equals("true")) return List.of();
    say.accept("Taking the table's protection off:");
    var changeSets = cloudFormation.drafts(stack);
    changeSets.make(
        ChangeSetRequest.only(NAME, standing.get(), Map.of(Deployment.PROTECTION, "false")));
    return switch (stackWaiter.untilComputed(changeSets, NAME)) {
      case ChangeSet.Refused(var why) -> List.of(why);
      case ChangeSet.Pending() -> throw new IllegalStateException("waited for");
      case ChangeSet.Nothing() -> {
        changeSets.discard(NAME);
        yield List.of();
      }
      case ChangeSet.Ready(_) -> {
        var mark = cloudFormation.lastHappening(standing.get().id());
        changeSets.execute(NAME);
        var outcome = stackWaiter.untilRest(standing.get().id(), mark);
        yield outcome.standing().map(StackStatus::isWell).orElse(false)
            ? List.of()
            : StackFailure.report("Taking the protection off", outcome);
      }
    };
  }

  @Override
  public List<Leftover> leaves(String stack) {
    var left = new ArrayList<Leftover>();
    if (artifactBucket.isThere())
      left.add(bucket("bucket, with objects that are not this stage's", artifactBucket.name()));
    if (!codeBucket.isEmpty() && !codeBucket.equals(artifactBucket.name()))
      left.add(bucket("bucket that its zip lay in, not made by us", codeBucket));
    return left;
  }

  private static Leftover bucket(String what, String name) {
    return new Leftover(
        what,
        name,
        "aws s3 ls --recursive s3://%s, then aws s3 rb --force s3://%s".formatted(name, name));
  }
}
