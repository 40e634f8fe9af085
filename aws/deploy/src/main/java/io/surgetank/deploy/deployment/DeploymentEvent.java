package io.surgetank.deploy.deployment;

import java.util.Locale;

/// An event of a stack: something began, ended or failed for one resource.
///
/// @param resource its logical id; the stack's own name for the stack itself
public record DeploymentEvent(
    String id, String resource, String type, String status, String reason) {
  boolean isFailure() {
    return status.endsWith("_FAILED");
  }

  /// CloudFormation gives up on what else it was at when one thing fails; that tells nothing.
  boolean isCause() {
    String why = reason.toLowerCase(Locale.ROOT);
    return isFailure()
        && !type.equals("AWS::CloudFormation::Stack")
        && !why.contains("creation cancelled")
        && !why.contains("update cancelled");
  }

  /// How it ended, as a person says it.
  String word() {
    if (isFailure()) return "FAILED";
    if (status.equals("DELETE_SKIPPED")) return "kept";
    if (status.contains("DELETE")) return "removed";
    if (status.contains("ROLLBACK")) return "rolled back";
    return status.contains("UPDATE") ? "changed" : "created";
  }
}
