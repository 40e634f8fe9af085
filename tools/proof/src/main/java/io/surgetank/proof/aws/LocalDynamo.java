package io.surgetank.proof.aws;

import io.surgetank.aws.table.TableSchema;
import io.surgetank.emulator.LoopbackDynamo;
import java.net.URI;
import java.time.Duration;
import java.util.SplittableRandom;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// DynamoDB Local in this process, with a new table for each run.
final class LocalDynamo implements AutoCloseable {
  private final LoopbackDynamo server;
  private final URI endpoint;
  private final SdkHttpClient http =
      UrlConnectionHttpClient.builder().socketTimeout(Duration.ofMinutes(1)).build();
  private final DynamoDbClient client;

  private LocalDynamo(LoopbackDynamo server) {
    this.server = server;
    this.endpoint = URI.create("http://127.0.0.1:" + server.port());
    this.client =
        DynamoDbClient.builder()
            .endpointOverride(endpoint)
            .region(Region.EU_CENTRAL_1)
            .credentialsProvider(
                StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
            .httpClient(http)
            .build();
  }

  static LocalDynamo start() {
    try {
      return new LocalDynamo(LoopbackDynamo.start());
    } catch (Exception failed) {
      throw new IllegalStateException("DynamoDB Local did not start", failed);
    }
  }

  URI uri() {
    return endpoint;
  }

  DynamoEndpoint endpoint(SplittableRandom random) {
    return new DynamoEndpoint(http, random);
  }

  /// Creates an empty table of this name.
  void create(String table) {
    TableSchema.create(client, table);
  }

  void delete(String table) {
    client.deleteTable(request -> request.tableName(table));
  }

  @Override
  public void close() {
    client.close();
    http.close();
    try {
      server.stop();
    } catch (Exception failed) {
      throw new IllegalStateException("DynamoDB Local did not stop", failed);
    }
  }
}
