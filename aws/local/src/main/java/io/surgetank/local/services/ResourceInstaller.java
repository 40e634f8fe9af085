package io.surgetank.local.services;

import io.surgetank.deploy.stack.DynamoTable;
import io.surgetank.deploy.stack.SqsQueue;
import io.surgetank.deploy.stack.Stack;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ResourceInUseException;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/// Creates a stack's queues and its table. Existing ones are not changed.
public final class ResourceInstaller {
  /// The account id of local AWS.
  public static final String ACCOUNT = "000000000000";

  private final LocalClients localClients;
  private final String region;

  public ResourceInstaller(LocalClients localClients, String region) {
    this.localClients = localClients;
    this.region = region;
  }

  /// The ARN of a queue.
  public static String arn(String region, String queue) {
    return "arn:aws:sqs:" + region + ":" + ACCOUNT + ":" + queue;
  }

  /// Returns the queues' URLs, by name.
  public Map<String, String> install(Stack stack) {
    table(stack.dynamoTable());
    var urls = new HashMap<String, String>();
    // A redrive policy must name an existing queue.
    for (SqsQueue sqsQueue : stack.queues())
      if (sqsQueue.redrive().isEmpty()) urls.put(sqsQueue.name(), create(sqsQueue));
    for (SqsQueue sqsQueue : stack.queues())
      if (sqsQueue.redrive().isPresent()) urls.put(sqsQueue.name(), create(sqsQueue));
    return urls;
  }

  private String create(SqsQueue sqsQueue) {
    var attributes = new HashMap<QueueAttributeName, String>();
    attributes.put(
        QueueAttributeName.VISIBILITY_TIMEOUT, Long.toString(sqsQueue.visibility().toSeconds()));
    attributes.put(
        QueueAttributeName.MESSAGE_RETENTION_PERIOD,
        Long.toString(sqsQueue.retention().toSeconds()));
    attributes.putAll(ordering(sqsQueue.kind()));
    sqsQueue
        .redrive()
        .ifPresent(redrive ->
            attributes.put(
                QueueAttributeName.REDRIVE_POLICY,
                "{\"deadLetterTargetArn\":\"%s\",\"maxReceiveCount\":%d}"
                    .formatted(
                        arn(region, redrive.deadLetterQueue().name()), redrive.maxReceiveCount())));
    return localClients
        .sqs()
        .createQueue(request -> request.queueName(sqsQueue.name()).attributes(attributes))
        .queueUrl();
  }

  private static Map<QueueAttributeName, String> ordering(SqsQueue.Kind kind) {
    return switch (kind) {
      case STANDARD -> Map.of();
      case FIFO -> Map.of(QueueAttributeName.FIFO_QUEUE, "true");
      case FIFO_BY_GROUP ->
          Map.of(
              QueueAttributeName.FIFO_QUEUE, "true",
              QueueAttributeName.DEDUPLICATION_SCOPE, "messageGroup",
              QueueAttributeName.FIFO_THROUGHPUT_LIMIT, "perMessageGroupId");
    };
  }

  private void table(DynamoTable dynamoTable) {
    try {
      localClients
          .dynamo()
          .createTable(request ->
              request
                  .tableName(dynamoTable.name())
                  .billingMode(BillingMode.PAY_PER_REQUEST)
                  .keySchema(key(dynamoTable.key(), KeyType.HASH))
                  .attributeDefinitions(attributes(dynamoTable))
                  .globalSecondaryIndexes(
                      dynamoTable.indexes().stream().map(ResourceInstaller::index).toList()));
    } catch (ResourceInUseException exists) {
      return;
    }
    localClients
        .dynamo()
        .waiter()
        .waitUntilTableExists(request -> request.tableName(dynamoTable.name()));
    localClients
        .dynamo()
        .updateTimeToLive(request ->
            request
                .tableName(dynamoTable.name())
                .timeToLiveSpecification(
                    expiry -> expiry.enabled(true).attributeName(dynamoTable.ttlAttribute())));
  }

  private static KeySchemaElement key(DynamoTable.Attribute attribute, KeyType type) {
    return KeySchemaElement.builder().attributeName(attribute.name()).keyType(type).build();
  }

  private static List<AttributeDefinition> attributes(DynamoTable dynamoTable) {
    return dynamoTable.attributes().stream()
        .map(each ->
            AttributeDefinition.builder()
                .attributeName(each.name())
                .attributeType(each.type())
                .build())
        .toList();
  }

  private static GlobalSecondaryIndex index(DynamoTable.Index index) {
    return GlobalSecondaryIndex.builder()
        .indexName(index.name())
        .keySchema(key(index.key(), KeyType.HASH), key(index.sort(), KeyType.RANGE))
        .projection(projection -> projection.projectionType(ProjectionType.KEYS_ONLY))
        .build();
  }
}
