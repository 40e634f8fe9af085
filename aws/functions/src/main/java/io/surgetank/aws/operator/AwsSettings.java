package io.surgetank.aws.operator;

import java.net.URI;
import java.util.Optional;

/// The location of an installation on AWS.
///
/// @param region empty for that of the environment or the AWS profile
/// @param queueUrlPrefix each pipeline's queue has this prefix and the pipeline's name
/// @param dynamo the endpoint of DynamoDB, where it is not that of AWS
public record AwsSettings(
    Optional<String> region,
    String table,
    String queueUrlPrefix,
    Optional<URI> dynamo,
    Optional<URI> sqs) {}
