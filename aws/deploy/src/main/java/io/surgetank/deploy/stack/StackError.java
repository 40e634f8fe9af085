package io.surgetank.deploy.stack;

/// An error that AWS would refuse, or that would lose messages.
///
/// @param subject `pipeline orders`, `mapping shop-dev-orders`
public record StackError(String subject, String problem, AwsLimit awsLimit) {
  /// One line for the user: the problem, the limit, and the page that documents it.
  public String message() {
    return "%s: %s; %s (%s)".formatted(subject, problem, awsLimit.reason(), awsLimit.page());
  }
}
