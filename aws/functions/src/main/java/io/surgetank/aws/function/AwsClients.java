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

/// The clients of AWS, made once for each environment, outside every handler.
record AwsClients(DynamoDbClient dynamo, SqsClient sqs) {
  static AwsClients of(FunctionSettings.Endpoints endpoints) {
    SdkHttpClient http =
        UrlConnectionHttpClient.builder()
            .connectionTimeout(Duration.ofSeconds(2))
            // What has not answered by then will not; the SDK tries again.
            .socketTimeout(Duration.ofSeconds(5))
            .build();
    AwsCredentialsProvider credentials = credentials();
    var dynamo = DynamoDbClient.builder().httpClient(http).credentialsProvider(credentials);
    endpoints.dynamo().ifPresent(dynamo::endpointOverride);
    var sqs = SqsClient.builder().httpClient(http).credentialsProvider(credentials);
    endpoints.sqs().ifPresent(sqs::endpointOverride);
    return new AwsClients(dynamo.build(), sqs.build());
  }

  /// Clients that sign with nothing of value and talk to `prop`.
  static AwsClients over(SdkHttpClient prop) {
    var nobody = StaticCredentialsProvider.create(AwsBasicCredentials.create("nobody", "nobody"));
    return new AwsClients(
        DynamoDbClient.builder()
            .httpClient(prop)
            .credentialsProvider(nobody)
            .region(Region.US_EAST_1)
            .build(),
        SqsClient.builder()
            .httpClient(prop)
            .credentialsProvider(nobody)
            .region(Region.US_EAST_1)
            .build());
  }

  /// Lambda hands them over in one of two ways, the second with SnapStart. The SDK's own chain
  /// looks into files as well, which takes longer.
  private static AwsCredentialsProvider credentials() {
    return AwsCredentialsProviderChain.of(
        EnvironmentVariableCredentialsProvider.create(),
        ContainerCredentialsProvider.builder().build());
  }
}
