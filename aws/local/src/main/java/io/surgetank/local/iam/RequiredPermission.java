package io.surgetank.local.iam;

/// A permission that a call needs.
///
/// @param action `dynamodb:PutItem`
/// @param resource the part of the ARN after the account: `table/orders-prod/index/lines` for
///   DynamoDB, the queue's name for SQS. Local AWS has one Region and one account
public record RequiredPermission(String action, String resource) {
  @Override
  public String toString() {
    return action + " on " + resource;
  }
}
