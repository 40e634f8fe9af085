package io.surgetank.deploy.deployment;

/// Whether the contents of a stack may be deleted.
public sealed interface DeletionDecision {
  record Proceed() implements DeletionDecision {}

  /// Ask yes or no: there are no unfinished jobs.
  record Ask() implements DeletionDecision {}

  /// Jobs would be lost: the user must type this text.
  record AskToType(String text) implements DeletionDecision {}

  record Refuse(String reason) implements DeletionDecision {}

  /// What a decision depends on besides the unfinished jobs.
  ///
  /// @param interactive whether there is a user to ask
  record Context(String stage, Confirmation confirmation, boolean interactive) {}

  public static DeletionDecision of(PendingWork pendingWork, Context context) {
    return switch (context.confirmation()) {
      case YES_AND_DISCARD_JOBS -> new Proceed();
      case YES ->
          pendingWork.isIdle()
              ? new Proceed()
              : new Refuse(
                  "There are unfinished jobs. Let them be processed first, or discard them with --yes"
                      + " --discard-unfinished-jobs.");
      case NONE -> {
        if (!context.interactive())
          yield new Refuse(
              pendingWork.isIdle()
                  ? "Standard input is not a terminal. Run again with --yes to proceed."
                  : "There are unfinished jobs, and standard input is not a terminal. Let them be processed"
                      + " first, or discard them with --yes --discard-unfinished-jobs.");
        yield pendingWork.isIdle() ? new Ask() : new AskToType(context.stage());
      }
    };
  }
}
