package io.surgetank.aws.function;

import java.time.Duration;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProviderChain;
import software.amazon.awssdk.auth.credentials.ContainerCredentialsProvider;
import software.amazon.awssdk.auth.credentials.EnvironmentVariableCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/// The AWS clients, created once for each environment, outside every handler.
public record AwsClients(DynamoDbClient dynamo, SqsClient sqs) {
  static AwsClients of(FunctionSettings.EndpointOverrides endpoints) {
    SdkHttpClient http =
        UrlConnectionHttpClient.builder()
            .connectionTimeout(Duration.ofSeconds(2))
            // A call that has no reply by then gets none; the SDK retries.
            .socketTimeout(Duration.ofSeconds(5))
            .build();
    AwsCredentialsProvider credentials = credentials();
    var dynamo = DynamoDbClient.builder().httpClient(http).credentialsProvider(credentials);
    endpoints.dynamo().ifPresent(dynamo::endpointOverride);
    var sqs = SqsClient.builder().httpClient(http).credentialsProvider(credentials);
    endpoints.sqs().ifPresent(sqs::endpointOverride);
    return new AwsClients(dynamo.build(), sqs.build());
  }

  /// Clients with invalid credentials that send their requests to `stub`.
  static AwsClients over(SdkHttpClient stub) {
    var invalid =
        StaticCredentialsProvider.create(AwsBasicCredentials.create("invalid", "invalid"));
    return new AwsClients(
        DynamoDbClient.builder()
            .httpClient(stub)
            .credentialsProvider(invalid)
            .region(Region.US_EAST_1)
            .build(),
        SqsClient.builder()
            .httpClient(stub)
            .credentialsProvider(invalid)
            .region(Region.US_EAST_1)
            .build());
  }

  /// Lambda passes credentials in one of two ways, the second with SnapStart. The SDK's default
  /// chain reads files as well, which takes longer.
  private static AwsCredentialsProvider credentials() {
    return AwsCredentialsProviderChain.of(
        EnvironmentVariableCredentialsProvider.create(),
        ContainerCredentialsProvider.builder().build());
  }
}
