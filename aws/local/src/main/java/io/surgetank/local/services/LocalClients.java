package io.surgetank.local.services;

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

/// Clients with invalid credentials. Every request is checked before it is sent: one that is not
/// for a loopback address fails.
public record LocalClients(SqsClient sqs, DynamoDbClient dynamo) implements AutoCloseable {
  public static LocalClients of(ServiceEndpoints endpoints, String region) {
    SdkHttpClient http =
        UrlConnectionHttpClient.builder()
            .connectionTimeout(Duration.ofSeconds(2))
            // A long poll takes 20 s.
            .socketTimeout(Duration.ofSeconds(30))
            .build();
    var invalid = StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local"));
    var loopbackOnly =
        ClientOverrideConfiguration.builder().addExecutionInterceptor(new LoopbackOnly()).build();
    return new LocalClients(
        SqsClient.builder()
            .endpointOverride(endpoints.sqs())
            .region(Region.of(region))
            .credentialsProvider(invalid)
            .httpClient(http)
            .overrideConfiguration(loopbackOnly)
            .build(),
        DynamoDbClient.builder()
            .endpointOverride(endpoints.dynamo())
            .region(Region.of(region))
            .credentialsProvider(invalid)
            .httpClient(http)
            .overrideConfiguration(loopbackOnly)
            .build());
  }

  @Override
  public void close() {
    sqs.close();
    dynamo.close();
  }

  private static final class LoopbackOnly implements ExecutionInterceptor {
    @Override
    public void beforeTransmission(
        Context.BeforeTransmission context, ExecutionAttributes attributes) {
      ServiceEndpoints.requireLoopback(context.httpRequest().getUri());
    }
  }
}
