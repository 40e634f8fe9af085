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

/// The SDK's clients, over one HTTP client.
final class SdkClients implements AutoCloseable {
  /// A zip of tens of megabytes goes up over a home's line.
  private static final Duration LONGEST = Duration.ofMinutes(5);

  private final SdkHttpClient http =
      UrlConnectionHttpClient.builder().socketTimeout(LONGEST).build();
  private final AwsAccounts.Where where;
  private final CloudFormationClient formation;
  private final S3Client s3;
  private final StsClient sts;
  private final CloudWatchLogsClient logs;
  private final SqsClient sqs;
  private final DynamoDbClient dynamo;

  SdkClients(AwsAccounts.Where where) {
    this.where = where;
    formation = placed(CloudFormationClient.builder().httpClient(http), where.all()).build();
    // Only AWS itself has a host name for each bucket.
    s3 =
        placed(S3Client.builder().httpClient(http), where.all())
            .forcePathStyle(where.all().isPresent())
            .build();
    sts = placed(StsClient.builder().httpClient(http), where.all()).build();
    logs = placed(CloudWatchLogsClient.builder().httpClient(http), where.all()).build();
    sqs = placed(SqsClient.builder().httpClient(http), where.sqs().or(where::all)).build();
    dynamo =
        placed(DynamoDbClient.builder().httpClient(http), where.dynamo().or(where::all)).build();
  }

  private <B extends AwsClientBuilder<B, ?>> B placed(B builder, Optional<URI> endpoint) {
    builder.region(Region.of(where.region()));
    endpoint.ifPresent(builder::endpointOverride);
    return builder;
  }

  AwsAccounts.Where where() {
    return where;
  }

  CloudFormationClient formation() {
    return formation;
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
    formation.close();
    s3.close();
    sts.close();
    logs.close();
    sqs.close();
    dynamo.close();
    http.close();
  }
}
