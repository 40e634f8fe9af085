package io.surgetank.release;

import java.util.Optional;

/// What there is to do next, before a stack can be what it should be.
public sealed interface Step {
  /// Nothing stands there.
  record Create() implements Step {}

  /// Somebody's work on it has not ended, perhaps an earlier try of ours.
  record Await(String status) implements Step {}

  record Update() implements Step {}

  /// A first creation failed and was rolled back: CloudFormation lets such a stack only be removed.
  record ClearAway() implements Step {}

  /// Only a person can go on from here.
  record Stuck(String why) implements Step {}

  static Step of(Optional<Standing> standing) {
    if (standing.isEmpty() || standing.get().isGone() || standing.get().isDraft())
      return new Create();
    Standing stack = standing.get();
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
