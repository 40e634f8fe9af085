package io.surgetank.deploy.deployment;

import java.util.ArrayList;
import java.util.List;

/// Why CloudFormation did not get to the end of it, as a person reads it.
final class StackFailure {
  private StackFailure() {}

  static List<String> report(String what, StackWaiter.Outcome outcome) {
    var told = new ArrayList<String>();
    String status = outcome.standing().map(StackStatus::status).orElse("gone");
    told.add(what + " failed; the stack is " + status + ".");
    for (DeploymentEvent cause : outcome.causes())
      told.add("  %s (%s): %s".formatted(cause.resource(), cause.type(), cause.reason()));
    if (outcome.causes().isEmpty())
      outcome
          .standing()
          .map(StackStatus::reason)
          .filter(reason -> !reason.isEmpty())
          .ifPresent(reason -> told.add("  " + reason));
    return told;
  }
}
