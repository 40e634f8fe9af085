package io.surgetank.deploy.deployment;

import java.util.ArrayList;
import java.util.List;

/// The reasons of a failed operation, for the user.
final class StackFailure {
  private StackFailure() {}

  static List<String> report(String what, StackWaiter.Completion completion) {
    var lines = new ArrayList<String>();
    String status = completion.status().map(StackStatus::status).orElse("deleted");
    lines.add(what + " failed; the stack is " + status + ".");
    for (DeploymentEvent cause : completion.causes())
      lines.add("  %s (%s): %s".formatted(cause.resource(), cause.type(), cause.reason()));
    if (completion.causes().isEmpty())
      completion
          .status()
          .map(StackStatus::reason)
          .filter(reason -> !reason.isEmpty())
          .ifPresent(reason -> lines.add("  " + reason));
    return lines;
  }
}
