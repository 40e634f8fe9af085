package io.surgetank.cli.command;

import java.net.URI;
import java.util.Optional;

/// Where an installation on AWS is, and by which descriptor it runs.
public record AwsTarget(
    Optional<String> region,
    String table,
    String queuePrefix,
    Optional<URI> dynamo,
    Optional<URI> sqs,
    ConfigSource descriptor) {}
