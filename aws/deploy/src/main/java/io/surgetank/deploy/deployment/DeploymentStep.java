package io.surgetank.deploy.deployment;

import java.util.Optional;

/// The next step to bring a stack up to date.
public sealed interface DeploymentStep {
  /// There is no stack.
  record Create() implements DeploymentStep {}

  /// An operation is in progress, perhaps of an earlier run.
  record Wait(String status) implements DeploymentStep {}

  record Update() implements DeploymentStep {}

  /// The first creation failed and was rolled back: such a stack can only be deleted.
  record RemoveFailedCreation() implements DeploymentStep {}

  /// An operator must act first.
  record ManualRecovery(String reason) implements DeploymentStep {}

  static DeploymentStep of(Optional<StackStatus> status) {
    if (status.isEmpty() || status.get().isDeleted() || status.get().isInReview())
      return new Create();
    StackStatus stack = status.get();
    if (stack.isInProgress()) return new Wait(stack.status());
    return switch (stack.status()) {
      case "ROLLBACK_COMPLETE" -> new RemoveFailedCreation();
      case "CREATE_FAILED", "ROLLBACK_FAILED" ->
          new ManualRecovery(
              "the first creation failed, and so did its rollback; remove the rest with `surgetank"
                  + " deploy destroy`");
      case "DELETE_FAILED" ->
          new ManualRecovery("its removal failed; run `surgetank deploy destroy` again first");
      case "UPDATE_ROLLBACK_FAILED" ->
          new ManualRecovery(
              "an update failed, and so did its rollback; fix the cause, then run"
                  + " `aws cloudformation continue-update-rollback --stack-name NAME`");
      case "UPDATE_FAILED" ->
          new ManualRecovery(
              "an update failed and was not rolled back; run"
                  + " `aws cloudformation rollback-stack --stack-name NAME`");
      default -> new Update();
    };
  }
}
