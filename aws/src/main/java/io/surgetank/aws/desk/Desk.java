package io.surgetank.aws.desk;

import io.surgetank.aws.queue.Queues;
import io.surgetank.aws.queue.SqsSending;
import io.surgetank.aws.table.Layout;
import io.surgetank.aws.table.Tank;
import java.time.Duration;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/// The table and the queues of an installation, with the credentials of whoever sits here: those of
/// the environment or of a profile.
public final class Desk implements AutoCloseable {
  private final DynamoDbClient dynamo;
  private final SqsClient sqs;
  private final Tank tank;

  private Desk(DynamoDbClient dynamo, SqsClient sqs, Tank tank) {
    this.dynamo = dynamo;
    this.sqs = sqs;
    this.tank = tank;
  }

  /// Asks AWS nothing yet. Throws [IllegalArgumentException] with a sentence when the place is not
  /// told in full, or cannot hold the pipelines.
  public static Desk open(Place place, Tank.Surroundings around) {
    try {
      var http = UrlConnectionHttpClient.builder().socketTimeout(Duration.ofSeconds(30));
      var dynamo = DynamoDbClient.builder().httpClientBuilder(http);
      var sqs = SqsClient.builder().httpClientBuilder(http);
      place.region().map(Region::of).ifPresent(dynamo::region);
      place.region().map(Region::of).ifPresent(sqs::region);
      place.dynamo().ifPresent(dynamo::endpointOverride);
      place.sqs().ifPresent(sqs::endpointOverride);
      return over(dynamo.build(), sqs.build(), place, around);
    } catch (SdkException untold) {
      throw new IllegalArgumentException(
          "AWS cannot be asked: " + untold.getMessage() + "; is --region missing?", untold);
    }
  }

  private static Desk over(
      DynamoDbClient dynamo, SqsClient sqs, Place place, Tank.Surroundings around) {
    var queues = Queues.of(place.queueUrlPrefix(), around.pipelines());
    var sending = new SqsSending(sqs, queues, around.pause());
    return new Desk(dynamo, sqs, Tank.of(dynamo, Layout.of(place.table()), sending, around));
  }

  public Tank tank() {
    return tank;
  }

  @Override
  public void close() {
    dynamo.close();
    sqs.close();
  }
}
