package io.surgetank.aws.emulated;

import java.net.InetAddress;
import java.net.URI;
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
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/// Clients for tests. An address that is not loopback is refused when the client is created, and
/// again before every request.
public final class EmulatorClients {
  private static final SdkHttpClient HTTP =
      UrlConnectionHttpClient.builder().socketTimeout(Duration.ofSeconds(30)).build();
  private static final StaticCredentialsProvider CREDENTIALS =
      StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local"));

  private EmulatorClients() {}

  public static SqsClient sqs(URI endpoint, ExecutionInterceptor... faults) {
    return SqsClient.builder()
        .endpointOverride(requireLoopback(endpoint))
        .region(Region.EU_CENTRAL_1)
        .credentialsProvider(CREDENTIALS)
        .httpClient(HTTP)
        .overrideConfiguration(configuration(faults))
        .build();
  }

  public static DynamoDbClient dynamo(URI endpoint, ExecutionInterceptor... faults) {
    return DynamoDbClient.builder()
        .endpointOverride(requireLoopback(endpoint))
        .region(Region.EU_CENTRAL_1)
        .credentialsProvider(CREDENTIALS)
        .httpClient(HTTP)
        .overrideConfiguration(configuration(faults))
        .build();
  }

  private static ClientOverrideConfiguration configuration(ExecutionInterceptor... faults) {
    var configuration =
        ClientOverrideConfiguration.builder()
            .retryStrategy(DefaultRetryStrategy.legacyStrategyBuilder().build())
            .addExecutionInterceptor(new LoopbackOnly());
    for (ExecutionInterceptor fault : faults) configuration.addExecutionInterceptor(fault);
    return configuration.build();
  }

  static URI requireLoopback(URI endpoint) {
    try {
      if (!InetAddress.getByName(endpoint.getHost()).isLoopbackAddress())
        throw new IllegalArgumentException("tests use loopback addresses only: " + endpoint);
    } catch (java.net.UnknownHostException unknown) {
      throw new IllegalArgumentException("tests use loopback addresses only", unknown);
    }
    return endpoint;
  }

  private static final class LoopbackOnly implements ExecutionInterceptor {
    @Override
    public void beforeTransmission(
        Context.BeforeTransmission context, ExecutionAttributes attributes) {
      requireLoopback(context.httpRequest().getUri());
    }
  }
}
