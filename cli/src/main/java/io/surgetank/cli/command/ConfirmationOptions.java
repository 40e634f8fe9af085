package io.surgetank.cli.command;

import io.surgetank.deploy.deployment.Confirmation;
import io.surgetank.deploy.deployment.DeletionApproval;
import io.surgetank.deploy.deployment.DeletionDecision;
import picocli.CommandLine.Option;

/// Options and prompts that confirm a deletion.
final class ConfirmationOptions {
  @Option(
      names = "--yes",
      description = "Do not ask for confirmation. Fails if there are unfinished jobs.")
  private boolean yes;

  @Option(
      names = "--discard-unfinished-jobs",
      description = "With --yes: delete unfinished jobs too.")
  private boolean discard;

  Confirmation confirmation() {
    if (!yes) return Confirmation.NONE;
    return discard ? Confirmation.YES_AND_DISCARD_JOBS : Confirmation.YES;
  }

  /// Whether the options make sense together.
  boolean areConsistent() {
    return yes || !discard;
  }

  int misused() {
    Terminal.err("--discard-unfinished-jobs requires --yes.");
    return ExitCodes.USAGE;
  }

  /// Shows what would be lost, then asks for confirmation.
  ///
  /// @param question asked if nothing is lost
  DeletionApproval approval(String stage, String question, boolean asJson) {
    return pendingWork -> {
      var terminal = Terminal.ofProcess();
      if (asJson) Terminal.err(DestroyFormatter.loss(pendingWork));
      else DestroyFormatter.show(pendingWork, terminal);
      boolean interactive = terminal.isInteractive() && !asJson;
      var deletionDecision =
          DeletionDecision.of(
              pendingWork, new DeletionDecision.Context(stage, confirmation(), interactive));
      return isAllowed(deletionDecision, question, terminal);
    };
  }

  private static boolean isAllowed(
      DeletionDecision deletionDecision, String question, Terminal terminal) {
    return switch (deletionDecision) {
      case DeletionDecision.Proceed() -> true;
      case DeletionDecision.Ask() -> terminal.confirms(question);
      case DeletionDecision.AskToType(var typed) ->
          terminal.answers("Type the stage name '" + typed + "' to delete it all: ", typed);
      case DeletionDecision.Refuse(var why) -> {
        terminal.complain(why);
        yield false;
      }
    };
  }
}
