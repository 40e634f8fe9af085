package io.surgetank.peers.cloud;

import java.net.URI;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/// Clients of the two emulators, with fake credentials.
record PeerClients(SdkHttpClient http, StaticCredentialsProvider credentials) {
  /// No request waits for a connection.
  private static final int CONNECTIONS = 300;

  PeerClients() {
    this(
        ApacheHttpClient.builder().maxConnections(CONNECTIONS).build(),
        StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")));
  }

  SqsClient sqs(int port) {
    return SqsClient.builder()
        .endpointOverride(loopback(port))
        .region(Region.EU_CENTRAL_1)
        .credentialsProvider(credentials)
        .httpClient(http)
        .build();
  }

  DynamoDbClient dynamo(int port) {
    return DynamoDbClient.builder()
        .endpointOverride(loopback(port))
        .region(Region.EU_CENTRAL_1)
        .credentialsProvider(credentials)
        .httpClient(http)
        .build();
  }

  private static URI loopback(int port) {
    return URI.create("http://127.0.0.1:" + port);
  }
}
