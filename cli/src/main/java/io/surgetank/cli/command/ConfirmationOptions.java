package io.surgetank.cli.command;

import io.surgetank.deploy.deployment.Confirmation;
import io.surgetank.deploy.deployment.DeletionDecision;
import io.surgetank.deploy.deployment.DeletionGuard;
import picocli.CommandLine.Option;

/// What a person lets go beforehand, and how they are asked.
final class ConfirmationOptions {
  @Option(names = "--yes", description = "Do not ask. Refuses all the same while work waits.")
  private boolean yes;

  @Option(
      names = "--discard-waiting-jobs",
      description = "With --yes: even if work waits. It is lost.")
  private boolean discard;

  Confirmation consent() {
    if (!yes) return Confirmation.NONE;
    return discard ? Confirmation.YES_WITH_WAITING : Confirmation.YES;
  }

  /// Whether the options make sense together.
  boolean areSound() {
    return yes || !discard;
  }

  int misused() {
    Terminal.err("--discard-waiting-jobs is said with --yes.");
    return ExitCodes.USAGE;
  }

  /// Shows what would be lost, then asks as the loss demands.
  ///
  /// @param question for when nothing is lost
  DeletionGuard guard(String stage, String question, boolean asJson) {
    return pendingWork -> {
      var terminal = Terminal.ofProcess();
      if (asJson) Terminal.err(DestroyFormatter.loss(pendingWork));
      else DestroyFormatter.show(pendingWork, terminal);
      boolean attended = terminal.isAttended() && !asJson;
      var deletionDecision =
          DeletionDecision.of(
              pendingWork, new DeletionDecision.Circumstances(stage, consent(), attended));
      return lets(deletionDecision, question, terminal);
    };
  }

  private static boolean lets(
      DeletionDecision deletionDecision, String question, Terminal terminal) {
    return switch (deletionDecision) {
      case DeletionDecision.Go() -> true;
      case DeletionDecision.Ask() -> terminal.confirms(question);
      case DeletionDecision.AskFor(var typed) ->
          terminal.answers("To lose it, type the stage's name, " + typed + ": ", typed);
      case DeletionDecision.Refuse(var why) -> {
        terminal.complain(why);
        yield false;
      }
    };
  }
}
