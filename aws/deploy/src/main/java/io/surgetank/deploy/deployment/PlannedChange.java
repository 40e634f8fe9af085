package io.surgetank.deploy.deployment;

import java.util.List;

/// What would happen to one resource.
///
/// @param resource its logical id
/// @param name what AWS calls it; empty when it is not there yet
/// @param type `AWS::SQS::Queue`
/// @param properties which of its properties change
public record PlannedChange(
    Action action, String resource, String name, String type, List<String> properties) {
  public PlannedChange {
    properties = List.copyOf(properties);
  }

  /// What is done; the worse, the later.
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

  /// Whether jobs are in it: a queue's messages, a table's records.
  public boolean holdsWork() {
    return type.equals("AWS::SQS::Queue") || type.equals("AWS::DynamoDB::Table");
  }

  /// Whether jobs that are in it may go with it.
  boolean losesWork() {
    return holdsWork() && action.compareTo(Action.MAYBE_REPLACE) >= 0;
  }
}
