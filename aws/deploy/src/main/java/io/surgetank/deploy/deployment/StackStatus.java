package io.surgetank.deploy.deployment;

import java.util.Map;

/// A stack of CloudFormation, as it stands at this moment.
///
/// @param id tells it from an earlier stack of the same name; good for asking after its end too
/// @param status CloudFormation's own word: `UPDATE_COMPLETE`
/// @param parameters those that are no secret, with their values
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

  /// Whether CloudFormation is at work on it.
  boolean isBusy() {
    return status.endsWith("_IN_PROGRESS") && !isDraft();
  }

  /// A name without resources: a first change set was made, and never executed.
  boolean isDraft() {
    return status.equals("REVIEW_IN_PROGRESS");
  }

  /// Whether the last thing that was done to it ended as it was meant to.
  boolean isWell() {
    return status.endsWith("_COMPLETE") && !status.contains("ROLLBACK");
  }

  boolean isGone() {
    return status.equals("DELETE_COMPLETE");
  }
}
