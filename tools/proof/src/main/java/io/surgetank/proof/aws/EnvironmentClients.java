package io.surgetank.proof.aws;

import io.surgetank.aws.function.AwsClients;
import java.net.URI;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.retries.LegacyRetryStrategy;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/// The AWS SDK's clients of an execution environment. They retry as often as the SDK does by
/// default, without its waits, which are in real time.
final class EnvironmentClients {
  private static final int DYNAMO_ATTEMPTS = 9;
  private static final int SQS_ATTEMPTS = 4;
  private static final StaticCredentialsProvider CREDENTIALS =
      StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local"));

  private EnvironmentClients() {}

  static AwsClients of(SimulatedEnvironment environment, SimulatedAws aws, URI dynamo) {
    SdkHttpClient http = new Transport(environment, aws);
    return new AwsClients(
        DynamoDbClient.builder()
            .endpointOverride(dynamo)
            .region(Region.EU_CENTRAL_1)
            .credentialsProvider(CREDENTIALS)
            .httpClient(http)
            .overrideConfiguration(override -> override.retryStrategy(retries(DYNAMO_ATTEMPTS)))
            .build(),
        SqsClient.builder()
            .region(Region.EU_CENTRAL_1)
            .credentialsProvider(CREDENTIALS)
            .httpClient(http)
            .overrideConfiguration(override -> override.retryStrategy(retries(SQS_ATTEMPTS)))
            .build());
  }

  private static LegacyRetryStrategy retries(int attempts) {
    return DefaultRetryStrategy.legacyStrategyBuilder()
        .maxAttempts(attempts)
        .backoffStrategy(BackoffStrategy.retryImmediately())
        .throttlingBackoffStrategy(BackoffStrategy.retryImmediately())
        .build();
  }

  /// Lets the calling thread wait for the reply in virtual time.
  private record Transport(SimulatedEnvironment environment, SimulatedAws aws)
      implements SdkHttpClient {
    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
      return new ExecutableHttpRequest() {
        @Override
        public HttpExecuteResponse call() throws java.io.IOException {
          Thread thread = Thread.currentThread();
          var reply = new AtomicReference<AwsReply>();
          aws.submit(
              environment,
              ServiceCall.of(request),
              answer -> {
                reply.set(answer);
                LockSupport.unpark(thread);
              });
          AwsReply answer = reply.get();
          for (; answer == null; answer = reply.get()) LockSupport.park(reply);
          return answer.toHttp();
        }

        @Override
        public void abort() {}
      };
    }

    @Override
    public void close() {}
  }
}
