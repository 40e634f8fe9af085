package io.surgetank.deploy.deployment;

import java.net.URI;
import java.util.Optional;

/// Opens accounts.
public interface AwsAccounts {
  /// The region that the AWS CLI would use; no network is used.
  Optional<String> defaultRegion();

  /// Finds the account of the credentials. Throws [java.io.UncheckedIOException] with a message if
  /// there are no credentials, or AWS refuses them.
  AwsAccount open(Location location);

  /// A region, and the endpoints of services if they are not those of AWS.
  ///
  /// @param endpoint of all services
  /// @param sqsEndpoint of SQS, if not `endpoint`
  /// @param dynamoDbEndpoint of DynamoDB, if not `endpoint`
  record Location(
      String region,
      Optional<URI> endpoint,
      Optional<URI> sqsEndpoint,
      Optional<URI> dynamoDbEndpoint) {}
}
