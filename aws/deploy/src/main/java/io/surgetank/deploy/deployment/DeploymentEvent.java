package io.surgetank.deploy.deployment;

import java.util.Locale;

/// An event of a stack: an operation on a resource started, ended or failed.
///
/// @param resource its logical id; the stack's own name for the stack itself
public record DeploymentEvent(
    String id, String resource, String type, String status, String reason) {
  boolean isFailure() {
    return status.endsWith("_FAILED");
  }

  /// Whether it says why the operation failed: after a failure, CloudFormation cancels the other
  /// resources.
  boolean isCause() {
    String lowerCase = reason.toLowerCase(Locale.ROOT);
    return isFailure()
        && !type.equals("AWS::CloudFormation::Stack")
        && !lowerCase.contains("creation cancelled")
        && !lowerCase.contains("update cancelled");
  }

  /// The result in plain words.
  String text() {
    if (isFailure()) return "FAILED";
    if (status.equals("DELETE_SKIPPED")) return "kept";
    if (status.contains("DELETE")) return "removed";
    if (status.contains("ROLLBACK")) return "rolled back";
    return status.contains("UPDATE") ? "changed" : "created";
  }
}
