package io.surgetank.deploy.deployment;

import java.util.List;

/// A change of one resource in a plan.
///
/// @param resource its logical id
/// @param name its physical id; empty if it does not exist yet
/// @param type `AWS::SQS::Queue`
/// @param properties the changed properties
public record PlannedChange(
    Action action, String resource, String name, String type, List<String> properties) {
  public PlannedChange {
    properties = List.copyOf(properties);
  }

  /// Ordered by severity.
  public enum Action {
    ADD("+", "add"),
    CHANGE("~", "change"),
    MAYBE_REPLACE("?", "change or replace"),
    REPLACE("!", "replace"),
    REMOVE("-", "remove");

    private final String sign;
    private final String word;

    Action(String sign, String word) {
      this.sign = sign;
      this.word = word;
    }

    public String sign() {
      return sign;
    }

    public String word() {
      return word;
    }
  }

  /// Whether it contains jobs: messages of a queue, records of a table.
  public boolean containsJobs() {
    return type.equals("AWS::SQS::Queue") || type.equals("AWS::DynamoDB::Table");
  }

  /// Whether jobs may be lost with it.
  boolean mayLoseJobs() {
    return containsJobs() && action.compareTo(Action.MAYBE_REPLACE) >= 0;
  }
}
