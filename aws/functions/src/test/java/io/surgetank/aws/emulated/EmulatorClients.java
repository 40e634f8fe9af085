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

/// Clients for tests. The fuse: an address that is not loopback is refused when the client is made,
/// and again before every request.
public final class EmulatorClients {
  private static final SdkHttpClient HTTP =
      UrlConnectionHttpClient.builder().socketTimeout(Duration.ofSeconds(30)).build();
  private static final StaticCredentialsProvider NOBODY =
      StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local"));

  private EmulatorClients() {}

  public static SqsClient sqs(URI endpoint, ExecutionInterceptor... faults) {
    return SqsClient.builder()
        .endpointOverride(fused(endpoint))
        .region(Region.EU_CENTRAL_1)
        .credentialsProvider(NOBODY)
        .httpClient(HTTP)
        .overrideConfiguration(configuration(faults))
        .build();
  }

  public static DynamoDbClient dynamo(URI endpoint, ExecutionInterceptor... faults) {
    return DynamoDbClient.builder()
        .endpointOverride(fused(endpoint))
        .region(Region.EU_CENTRAL_1)
        .credentialsProvider(NOBODY)
        .httpClient(HTTP)
        .overrideConfiguration(configuration(faults))
        .build();
  }

  private static ClientOverrideConfiguration configuration(ExecutionInterceptor... faults) {
    var configuration =
        ClientOverrideConfiguration.builder()
            .retryStrategy(DefaultRetryStrategy.legacyStrategyBuilder().build())
            .addExecutionInterceptor(new Fuse());
    for (ExecutionInterceptor fault : faults) configuration.addExecutionInterceptor(fault);
    return configuration.build();
  }

  static URI fused(URI endpoint) {
    try {
      if (!InetAddress.getByName(endpoint.getHost()).isLoopbackAddress())
        throw new IllegalArgumentException("tests use loopback addresses only: " + endpoint);
    } catch (java.net.UnknownHostException unknown) {
      throw new IllegalArgumentException("tests use loopback addresses only", unknown);
    }
    return endpoint;
  }

  private static final class Fuse implements ExecutionInterceptor {
    @Override
    public void beforeTransmission(
        Context.BeforeTransmission context, ExecutionAttributes attributes) {
      fused(context.httpRequest().getUri());
    }
  }
}
