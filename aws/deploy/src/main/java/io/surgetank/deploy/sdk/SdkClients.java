package io.surgetank.deploy.sdk;

import io.surgetank.deploy.deployment.AwsAccounts;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sts.StsClient;

/// The clients of the SDK, with one HTTP client.
final class SdkClients implements AutoCloseable {
  /// Enough to upload a zip of tens of megabytes over a slow connection.
  private static final Duration SOCKET_TIMEOUT = Duration.ofMinutes(5);

  private final SdkHttpClient http =
      UrlConnectionHttpClient.builder().socketTimeout(SOCKET_TIMEOUT).build();
  private final AwsAccounts.Location location;
  private final CloudFormationClient cloudFormation;
  private final S3Client s3;
  private final StsClient sts;
  private final CloudWatchLogsClient logs;
  private final SqsClient sqs;
  private final DynamoDbClient dynamo;

  SdkClients(AwsAccounts.Location location) {
    this.location = location;
    cloudFormation =
        configured(CloudFormationClient.builder().httpClient(http), location.endpoint()).build();
    // Only AWS has a host name for each bucket.
    s3 =
        configured(S3Client.builder().httpClient(http), location.endpoint())
            .forcePathStyle(location.endpoint().isPresent())
            .build();
    sts = configured(StsClient.builder().httpClient(http), location.endpoint()).build();
    logs = configured(CloudWatchLogsClient.builder().httpClient(http), location.endpoint()).build();
    sqs =
        configured(
                SqsClient.builder().httpClient(http), location.sqsEndpoint().or(location::endpoint))
            .build();
    dynamo =
        configured(
                DynamoDbClient.builder().httpClient(http),
                location.dynamoDbEndpoint().or(location::endpoint))
            .build();
  }

  private <B extends AwsClientBuilder<B, ?>> B configured(B builder, Optional<URI> endpoint) {
    builder.region(Region.of(location.region()));
    endpoint.ifPresent(builder::endpointOverride);
    return builder;
  }

  AwsAccounts.Location location() {
    return location;
  }

  CloudFormationClient cloudFormation() {
    return cloudFormation;
  }

  S3Client s3() {
    return s3;
  }

  StsClient sts() {
    return sts;
  }

  CloudWatchLogsClient logs() {
    return logs;
  }

  SqsClient sqs() {
    return sqs;
  }

  DynamoDbClient dynamo() {
    return dynamo;
  }

  @Override
  public void close() {
    cloudFormation.close();
    s3.close();
    sts.close();
    logs.close();
    sqs.close();
    dynamo.close();
    http.close();
  }
}
