package io.surgetank.release;

import java.util.ArrayList;
import java.util.List;

/// Why CloudFormation did not get to the end of it, as a person reads it.
final class Failure {
  private Failure() {}

  static List<String> told(String what, Watch.Outcome outcome) {
    var told = new ArrayList<String>();
    String status = outcome.standing().map(Standing::status).orElse("gone");
    told.add(what + " failed; the stack is " + status + ".");
    for (Happening cause : outcome.causes())
      told.add("  %s (%s): %s".formatted(cause.resource(), cause.type(), cause.reason()));
    if (outcome.causes().isEmpty())
      outcome
          .standing()
          .map(Standing::reason)
          .filter(reason -> !reason.isEmpty())
          .ifPresent(reason -> told.add("  " + reason));
    return told;
  }
}
