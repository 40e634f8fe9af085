package io.surgetank.command;

import java.net.URI;
import java.util.Optional;

/// Where an installation on AWS is, and by which descriptor it runs.
public record AwsPlace(
    Optional<String> region,
    String table,
    String queuePrefix,
    Optional<URI> dynamo,
    Optional<URI> sqs,
    DescriptorSource descriptor) {}
