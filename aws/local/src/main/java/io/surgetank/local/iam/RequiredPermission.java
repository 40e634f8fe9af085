package io.surgetank.local.iam;

/// A right that a call needs.
///
/// @param action `dynamodb:PutItem`
/// @param resource what an ARN ends with after the account: `table/orders-prod/index/lines` of
///   DynamoDB, a queue's name of SQS. One machine is one region and one account
public record RequiredPermission(String action, String resource) {
  @Override
  public String toString() {
    return action + " on " + resource;
  }
}
