package io.surgetank.cli.command;

import java.net.URI;
import java.util.Optional;

/// Where a deployment on AWS is, and its configuration.
public record AwsTarget(
    Optional<String> region,
    String table,
    String queuePrefix,
    Optional<URI> dynamo,
    Optional<URI> sqs,
    ConfigurationChoice configuration) {}
