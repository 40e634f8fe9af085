package io.surgetank.deploy.deployment;

import java.net.URI;
import java.util.Optional;

/// The ways into accounts.
public interface AwsAccounts {
  /// The region that AWS's own command would take; nobody is asked over the network.
  Optional<String> usualRegion();

  /// Asks whose the credentials are. Throws [java.io.UncheckedIOException] with a sentence when
  /// there are none, or none that AWS knows.
  AwsAccount open(Where where);

  /// Where an account is.
  ///
  /// @param all where every service is, when not at AWS
  /// @param sqs where SQS is, when not at `all`
  /// @param dynamo where DynamoDB is, when not at `all`
  record Where(String region, Optional<URI> all, Optional<URI> sqs, Optional<URI> dynamo) {}
}
