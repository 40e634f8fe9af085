package io.surgetank.aws.operator;

import io.surgetank.aws.queue.QueueNames;
import io.surgetank.aws.queue.SqsMessageSender;
import io.surgetank.aws.table.DynamoBackend;
import io.surgetank.aws.table.TableConfig;
import java.time.Duration;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/// The table and the queues of an installation, with the operator's credentials from the
/// environment or a profile.
public final class AwsBackend implements AutoCloseable {
  private final DynamoDbClient dynamo;
  private final SqsClient sqs;
  private final DynamoBackend dynamoBackend;

  private AwsBackend(DynamoDbClient dynamo, SqsClient sqs, DynamoBackend dynamoBackend) {
    this.dynamo = dynamo;
    this.sqs = sqs;
    this.dynamoBackend = dynamoBackend;
  }

  /// Calls nothing yet. Throws [IllegalArgumentException] when the location is incomplete, or its
  /// table cannot hold the pipelines.
  public static AwsBackend open(AwsSettings awsSettings, DynamoBackend.Dependencies dependencies) {
    try {
      var http = UrlConnectionHttpClient.builder().socketTimeout(Duration.ofSeconds(30));
      var dynamo = DynamoDbClient.builder().httpClientBuilder(http);
      var sqs = SqsClient.builder().httpClientBuilder(http);
      awsSettings.region().map(Region::of).ifPresent(dynamo::region);
      awsSettings.region().map(Region::of).ifPresent(sqs::region);
      awsSettings.dynamo().ifPresent(dynamo::endpointOverride);
      awsSettings.sqs().ifPresent(sqs::endpointOverride);
      return over(dynamo.build(), sqs.build(), awsSettings, dependencies);
    } catch (SdkException incomplete) {
      throw new IllegalArgumentException(
          "cannot create the AWS clients: " + incomplete.getMessage() + "; is --region missing?",
          incomplete);
    }
  }

  private static AwsBackend over(
      DynamoDbClient dynamo,
      SqsClient sqs,
      AwsSettings awsSettings,
      DynamoBackend.Dependencies dependencies) {
    var queueNames = QueueNames.of(awsSettings.queueUrlPrefix(), dependencies.pipelines());
    var messageSender = new SqsMessageSender(sqs, queueNames, dependencies.sleeper());
    return new AwsBackend(
        dynamo,
        sqs,
        DynamoBackend.of(dynamo, TableConfig.of(awsSettings.table()), messageSender, dependencies));
  }

  public DynamoBackend dynamoBackend() {
    return dynamoBackend;
  }

  @Override
  public void close() {
    dynamo.close();
    sqs.close();
  }
}
