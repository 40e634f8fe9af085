package io.surgetank.cli.main;

import io.surgetank.aws.operator.AwsBackend;
import io.surgetank.aws.operator.AwsSettings;
import io.surgetank.aws.table.BulkThrottle;
import io.surgetank.aws.table.DynamoBackend;
import io.surgetank.aws.table.LeaseResult;
import io.surgetank.aws.table.TableSchema;
import io.surgetank.core.configuration.DefaultConfiguration;
import io.surgetank.core.job.Job;
import io.surgetank.core.job.JobId;
import io.surgetank.core.job.JobIds;
import io.surgetank.core.job.PipelineName;
import io.surgetank.core.job.Trace;
import io.surgetank.core.store.Submission;
import io.surgetank.core.work.Outcome;
import io.surgetank.emulator.LoopbackDynamo;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.elasticmq.rest.sqs.SQSRestServer;
import org.elasticmq.rest.sqs.SQSRestServerBuilder;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.sqs.SqsClient;

/// The built-in pipelines on an AWS of this process's own, on loopback addresses.
final class LocalAwsProcess implements AutoCloseable {
  static final PipelineName ORDERS = new PipelineName("orders");

  private static final String ACCOUNT = "/000000000000/";

  private final String name;
  private final LoopbackDynamo dynamo;
  private final SQSRestServer queues;
  private final AwsSettings awsSettings;
  private final AwsBackend awsBackend;
  private final JobIds ids = new JobIds(InstantSource.system(), new Random(3));

  LocalAwsProcess() throws Exception {
    this("surgetank");
  }

  /// @param name the table's, and what the queues' names begin with
  LocalAwsProcess(String name) throws Exception {
    this.name = name;
    dynamo = LoopbackDynamo.start();
    queues = SQSRestServerBuilder.withInterface("127.0.0.1").withDynamicPort().start();
    var sqs = URI.create("http://127.0.0.1:" + queues.waitUntilStarted().localAddress().getPort());
    awsSettings =
        new AwsSettings(
            Optional.of("eu-central-1"),
            name,
            sqs + ACCOUNT + name + "-",
            Optional.of(URI.create("http://127.0.0.1:" + dynamo.port())),
            Optional.of(sqs));
    make();
    awsBackend =
        AwsBackend.open(
            awsSettings,
            new DynamoBackend.Dependencies(
                DefaultConfiguration.pipelines(),
                InstantSource.system(),
                new Random(4),
                Thread::sleep,
                BulkThrottle.FULL_SPEED,
                _ -> {}));
  }

  private void make() {
    try (var client = dynamo()) {
      TableSchema.create(client, name);
    }
    try (var client = sqs()) {
      DefaultConfiguration.pipelines()
          .all()
          .forEach(pipeline ->
              client.createQueue(request -> request.queueName(name + "-" + pipeline.name())));
    }
  }

  private DynamoDbClient dynamo() {
    return DynamoDbClient.builder()
        .region(Region.EU_CENTRAL_1)
        .endpointOverride(awsSettings.dynamo().orElseThrow())
        .build();
  }

  private SqsClient sqs() {
    return SqsClient.builder()
        .region(Region.EU_CENTRAL_1)
        .endpointOverride(awsSettings.sqs().orElseThrow())
        .build();
  }

  /// The options with which a command finds it.
  List<String> options() {
    return List.of(
        "--aws",
        "--region=eu-central-1",
        "--table=" + awsSettings.table(),
        "--queue-prefix=" + awsSettings.queueUrlPrefix(),
        "--endpoint=" + awsSettings.dynamo().orElseThrow(),
        "--sqs-endpoint=" + awsSettings.sqs().orElseThrow());
  }

  DynamoBackend dynamoBackend() {
    return awsBackend.dynamoBackend();
  }

  JobId waiting() {
    var id = ids.next();
    var job = new Job(id, ORDERS, "{\"unitPrice\":100.00}", Trace.of(id));
    dynamoBackend().jobs().put(List.of(Submission.withoutKeys(job)));
    return id;
  }

  JobId dead(String failure) {
    JobId id = waiting();
    if (!(dynamoBackend().leases().begin(id) instanceof LeaseResult.Acquired(_, _, var lease)))
      throw new AssertionError("a new job can be begun");
    dynamoBackend().leases().settle(id, lease, new Outcome.Dead(failure));
    return id;
  }

  /// Damages the table.
  void losePayload(JobId id) {
    try (var client = dynamo()) {
      client.updateItem(request ->
          request
              .tableName(name)
              .key(Map.of("pk", AttributeValue.fromS("J#" + id)))
              .updateExpression("REMOVE payload"));
    }
  }

  /// How many messages wait for workers.
  int messages() {
    try (var client = sqs()) {
      String waiting =
          client
              .getQueueAttributes(request ->
                  request
                      .queueUrl(awsSettings.queueUrlPrefix() + ORDERS)
                      .attributeNamesWithStrings("ApproximateNumberOfMessages"))
              .attributesAsStrings()
              .getOrDefault("ApproximateNumberOfMessages", "none");
      return Integer.parseInt(waiting);
    }
  }

  @Override
  public void close() {
    awsBackend.close();
    queues.stopAndWait();
    try {
      dynamo.stop();
    } catch (Exception unstopped) {
      throw new AssertionError("DynamoDB Local does not stop", unstopped);
    }
  }
}
