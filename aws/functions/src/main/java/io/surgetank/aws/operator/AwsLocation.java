package io.surgetank.aws.operator;

import java.net.URI;
import java.util.Optional;

/// Where an installation on AWS is.
///
/// @param region empty for what the environment or the profile of the AWS command line says
/// @param queueUrlPrefix each pipeline's queue has this prefix and the pipeline's name
/// @param dynamo where DynamoDB is, when it is not where AWS has it
public record AwsLocation(
    Optional<String> region,
    String table,
    String queueUrlPrefix,
    Optional<URI> dynamo,
    Optional<URI> sqs) {}
