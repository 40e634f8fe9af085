package io.surgetank.deploy.deployment;

/// Whether what is in a stack may go.
public sealed interface DeletionDecision {
  record Go() implements DeletionDecision {}

  /// A plain question will do: nothing waits.
  record Ask() implements DeletionDecision {}

  /// Work would be lost: the person must type this.
  record AskFor(String typed) implements DeletionDecision {}

  record Refuse(String why) implements DeletionDecision {}

  /// What a verdict depends on besides what is found.
  ///
  /// @param attended whether a person sits there
  record Circumstances(String stage, Confirmation confirmation, boolean attended) {}

  public static DeletionDecision of(PendingWork pendingWork, Circumstances circumstances) {
    return switch (circumstances.confirmation()) {
      case YES_WITH_WAITING -> new Go();
      case YES ->
          pendingWork.isIdle()
              ? new Go()
              : new Refuse(
                  "Work still waits. Let it be done first, or lose it with --yes"
                      + " --discard-waiting-jobs.");
      case NONE -> {
        if (!circumstances.attended())
          yield new Refuse(
              pendingWork.isIdle()
                  ? "Nobody is here to be asked. Say it with --yes."
                  : "Work still waits, and nobody is here to be asked. Let it be done first, or"
                      + " lose it with --yes --discard-waiting-jobs.");
        yield pendingWork.isIdle() ? new Ask() : new AskFor(circumstances.stage());
      }
    };
  }
}
