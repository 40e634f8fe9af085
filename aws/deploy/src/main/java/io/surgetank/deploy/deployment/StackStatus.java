package io.surgetank.deploy.deployment;

import java.util.Map;

/// A stack of CloudFormation, as it is now.
///
/// @param id differs from that of an earlier stack of the same name; valid after the deletion too
/// @param status `UPDATE_COMPLETE`
/// @param parameters their values; secrets are masked
public record StackStatus(
    String id,
    String status,
    String reason,
    Map<String, String> parameters,
    Map<String, String> outputs) {
  public StackStatus {
    parameters = Map.copyOf(parameters);
    outputs = Map.copyOf(outputs);
  }

  /// Whether an operation is in progress.
  boolean isInProgress() {
    return status.endsWith("_IN_PROGRESS") && !isInReview();
  }

  /// Whether it has no resources: its first change set was created but never executed.
  boolean isInReview() {
    return status.equals("REVIEW_IN_PROGRESS");
  }

  /// Whether the last operation succeeded.
  boolean isSuccessful() {
    return status.endsWith("_COMPLETE") && !status.contains("ROLLBACK");
  }

  boolean isDeleted() {
    return status.equals("DELETE_COMPLETE");
  }
}
