package io.surgetank.deploy.stack;

/// A reference to a resource that a policy allows access to.
public sealed interface ResourceRef permits QueueRef, ResourceRef.Table, ResourceRef.Index {
  /// The service in the ARN: `sqs`.
  String service();

  /// The part of the ARN after the account: `table/orders-prod`.
  String path();

  default String arn(StackSettings.Place place) {
    return "arn:%s:%s:%s:%s:%s"
        .formatted(place.partition(), service(), place.region(), place.account(), path());
  }

  /// The table of a stack.
  ///
  /// @param stack the name of the stack, which is the table's name too
  record Table(String stack) implements ResourceRef {
    @Override
    public String service() {
      return "dynamodb";
    }

    @Override
    public String path() {
      return "table/" + stack;
    }
  }

  /// An index of the table.
  record Index(Table table, String name) implements ResourceRef {
    @Override
    public String service() {
      return table.service();
    }

    @Override
    public String path() {
      return table.path() + "/index/" + name;
    }
  }
}
