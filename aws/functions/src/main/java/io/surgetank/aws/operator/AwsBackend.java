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

/// The table and the queues of an installation, with the credentials of whoever sits here: those of
/// the environment or of a profile.
public final class AwsBackend implements AutoCloseable {
  private final DynamoDbClient dynamo;
  private final SqsClient sqs;
  private final DynamoBackend dynamoBackend;

  private AwsBackend(DynamoDbClient dynamo, SqsClient sqs, DynamoBackend dynamoBackend) {
    this.dynamo = dynamo;
    this.sqs = sqs;
    this.dynamoBackend = dynamoBackend;
  }

  /// Asks AWS nothing yet. Throws [IllegalArgumentException] with a sentence when the place is not
  /// told in full, or cannot hold the pipelines.
  public static AwsBackend open(AwsLocation awsLocation, DynamoBackend.Dependencies around) {
    try {
      var http = UrlConnectionHttpClient.builder().socketTimeout(Duration.ofSeconds(30));
      var dynamo = DynamoDbClient.builder().httpClientBuilder(http);
      var sqs = SqsClient.builder().httpClientBuilder(http);
      awsLocation.region().map(Region::of).ifPresent(dynamo::region);
      awsLocation.region().map(Region::of).ifPresent(sqs::region);
      awsLocation.dynamo().ifPresent(dynamo::endpointOverride);
      awsLocation.sqs().ifPresent(sqs::endpointOverride);
      return over(dynamo.build(), sqs.build(), awsLocation, around);
    } catch (SdkException untold) {
      throw new IllegalArgumentException(
          "AWS cannot be asked: " + untold.getMessage() + "; is --region missing?", untold);
    }
  }

  private static AwsBackend over(
      DynamoDbClient dynamo,
      SqsClient sqs,
      AwsLocation awsLocation,
      DynamoBackend.Dependencies around) {
    var queueNames = QueueNames.of(awsLocation.queueUrlPrefix(), around.pipelines());
    var sending = new SqsMessageSender(sqs, queueNames, around.sleeper());
    return new AwsBackend(
        dynamo,
        sqs,
        DynamoBackend.of(dynamo, TableConfig.of(awsLocation.table()), sending, around));
  }

  public DynamoBackend tank() {
    return dynamoBackend;
  }

  @Override
  public void close() {
    dynamo.close();
    sqs.close();
  }
}
