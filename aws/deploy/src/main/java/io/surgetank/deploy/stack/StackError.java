package io.surgetank.deploy.stack;

/// Something that AWS would refuse, or that would lose messages there.
///
/// @param where what it is about: `pipeline orders`, `mapping shop-dev-orders`
/// @param what what stands there
public record StackError(String where, String what, AwsLimit awsLimit) {
  /// One line for a person: what, why, and where that is written.
  public String message() {
    return "%s: %s; %s (%s)".formatted(where, what, awsLimit.reason(), awsLimit.page());
  }
}
