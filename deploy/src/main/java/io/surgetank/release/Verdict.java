package io.surgetank.release;

/// Whether what is in a stack may go.
public sealed interface Verdict {
  record Go() implements Verdict {}

  /// A plain question will do: nothing waits.
  record Ask() implements Verdict {}

  /// Work would be lost: the person must type this.
  record AskFor(String typed) implements Verdict {}

  record Refuse(String why) implements Verdict {}

  /// What a verdict depends on besides what is found.
  ///
  /// @param attended whether a person sits there
  record Circumstances(String stage, Consent consent, boolean attended) {}

  public static Verdict of(Look look, Circumstances circumstances) {
    return switch (circumstances.consent()) {
      case YES_WITH_WAITING -> new Go();
      case YES ->
          look.isIdle()
              ? new Go()
              : new Refuse(
                  "Work still waits. Let it be done first, or lose it with --yes"
                      + " --discard-waiting-jobs.");
      case NONE -> {
        if (!circumstances.attended())
          yield new Refuse(
              look.isIdle()
                  ? "Nobody is here to be asked. Say it with --yes."
                  : "Work still waits, and nobody is here to be asked. Let it be done first, or"
                      + " lose it with --yes --discard-waiting-jobs.");
        yield look.isIdle() ? new Ask() : new AskFor(circumstances.stage());
      }
    };
  }
}
