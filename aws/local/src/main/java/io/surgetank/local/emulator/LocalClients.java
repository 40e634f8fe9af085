package io.surgetank.local.emulator;

import java.time.Duration;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/// Clients with nobody's credentials. Every request is looked at before it leaves: one that is not
/// for this machine is not sent.
public record LocalClients(SqsClient sqs, DynamoDbClient dynamo) implements AutoCloseable {
  public static LocalClients of(Endpoints endpoints, String region) {
    SdkHttpClient http =
        UrlConnectionHttpClient.builder()
            .connectionTimeout(Duration.ofSeconds(2))
            // A long poll takes 20.
            .socketTimeout(Duration.ofSeconds(30))
            .build();
    var nobody = StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local"));
    var fused = ClientOverrideConfiguration.builder().addExecutionInterceptor(new Fuse()).build();
    return new LocalClients(
        SqsClient.builder()
            .endpointOverride(endpoints.sqs())
            .region(Region.of(region))
            .credentialsProvider(nobody)
            .httpClient(http)
            .overrideConfiguration(fused)
            .build(),
        DynamoDbClient.builder()
            .endpointOverride(endpoints.dynamo())
            .region(Region.of(region))
            .credentialsProvider(nobody)
            .httpClient(http)
            .overrideConfiguration(fused)
            .build());
  }

  @Override
  public void close() {
    sqs.close();
    dynamo.close();
  }

  private static final class Fuse implements ExecutionInterceptor {
    @Override
    public void beforeTransmission(
        Context.BeforeTransmission context, ExecutionAttributes attributes) {
      Endpoints.requireLoopback(context.httpRequest().getUri());
    }
  }
}
