package io.surgetank.deploy.deployment;

import java.util.Optional;

/// What there is to do next, before a stack can be what it should be.
public sealed interface DeploymentStep {
  /// Nothing stands there.
  record Create() implements DeploymentStep {}

  /// Somebody's work on it has not ended, perhaps an earlier try of ours.
  record Await(String status) implements DeploymentStep {}

  record Update() implements DeploymentStep {}

  /// A first creation failed and was rolled back: CloudFormation lets such a stack only be removed.
  record ClearAway() implements DeploymentStep {}

  /// Only a person can go on from here.
  record Stuck(String why) implements DeploymentStep {}

  static DeploymentStep of(Optional<StackStatus> standing) {
    if (standing.isEmpty() || standing.get().isGone() || standing.get().isDraft())
      return new Create();
    StackStatus stack = standing.get();
    if (stack.isBusy()) return new Await(stack.status());
    return switch (stack.status()) {
      case "ROLLBACK_COMPLETE" -> new ClearAway();
      case "CREATE_FAILED", "ROLLBACK_FAILED" ->
          new Stuck(
              "its first creation failed, and rolling it back failed too; `surgetank deploy"
                  + " destroy` removes what is left");
      case "DELETE_FAILED" ->
          new Stuck("its removal failed half-way; say `surgetank deploy destroy` again first");
      case "UPDATE_ROLLBACK_FAILED" ->
          new Stuck(
              "an update failed, and rolling it back failed too; mend the cause, then"
                  + " `aws cloudformation continue-update-rollback --stack-name NAME`");
      case "UPDATE_FAILED" ->
          new Stuck(
              "an update failed and was not rolled back;"
                  + " `aws cloudformation rollback-stack --stack-name NAME`");
      default -> new Update();
    };
  }
}
