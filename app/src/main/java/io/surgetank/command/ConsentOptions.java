package io.surgetank.command;

import io.surgetank.release.Consent;
import io.surgetank.release.Guard;
import io.surgetank.release.Verdict;
import picocli.CommandLine.Option;

/// What a person lets go beforehand, and how they are asked.
final class ConsentOptions {
  @Option(names = "--yes", description = "Do not ask. Refuses all the same while work waits.")
  private boolean yes;

  @Option(
      names = "--discard-waiting-jobs",
      description = "With --yes: even if work waits. It is lost.")
  private boolean discard;

  Consent consent() {
    if (!yes) return Consent.NONE;
    return discard ? Consent.YES_WITH_WAITING : Consent.YES;
  }

  /// Whether the options make sense together.
  boolean areSound() {
    return yes || !discard;
  }

  int misused() {
    Terminal.err("--discard-waiting-jobs is said with --yes.");
    return Exit.USAGE;
  }

  /// Shows what would be lost, then asks as the loss demands.
  ///
  /// @param question for when nothing is lost
  Guard guard(String stage, String question, boolean asJson) {
    return look -> {
      var terminal = Terminal.ofProcess();
      if (asJson) Terminal.err(DestroyView.loss(look));
      else DestroyView.show(look, terminal);
      boolean attended = terminal.isAttended() && !asJson;
      var verdict = Verdict.of(look, new Verdict.Circumstances(stage, consent(), attended));
      return lets(verdict, question, terminal);
    };
  }

  private static boolean lets(Verdict verdict, String question, Terminal terminal) {
    return switch (verdict) {
      case Verdict.Go() -> true;
      case Verdict.Ask() -> terminal.confirms(question);
      case Verdict.AskFor(var typed) ->
          terminal.answers("To lose it, type the stage's name, " + typed + ": ", typed);
      case Verdict.Refuse(var why) -> {
        terminal.complain(why);
        yield false;
      }
    };
  }
}
