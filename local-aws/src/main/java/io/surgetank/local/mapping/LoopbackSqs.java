package io.surgetank.local.mapping;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;

/// Clients of an SQS on this machine. Another address is refused: nothing here reaches an account.
public final class LoopbackSqs {
  private LoopbackSqs() {}

  public static SqsClient client(URI endpoint, String region) {
    try {
      if (!InetAddress.getByName(endpoint.getHost()).isLoopbackAddress())
        throw new IllegalArgumentException("not an address of this machine: " + endpoint);
    } catch (UnknownHostException unknown) {
      throw new IllegalArgumentException("no such host: " + endpoint, unknown);
    }
    return SqsClient.builder()
        .endpointOverride(endpoint)
        .region(Region.of(region))
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
        // A long poll of 20 s must not look like a server that is gone.
        .httpClient(UrlConnectionHttpClient.builder().socketTimeout(Duration.ofSeconds(30)).build())
        .build();
  }
}
