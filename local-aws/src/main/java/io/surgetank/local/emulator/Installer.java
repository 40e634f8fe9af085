package io.surgetank.local.emulator;

import io.surgetank.stack.Queue;
import io.surgetank.stack.Stack;
import io.surgetank.stack.Table;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ResourceInUseException;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/// Puts a stack's queues and its table where the clients lead. What is there already stays.
public final class Installer {
  /// The account that everything on one machine belongs to.
  public static final String ACCOUNT = "000000000000";

  private final Clients clients;
  private final String region;

  public Installer(Clients clients, String region) {
    this.clients = clients;
    this.region = region;
  }

  /// An ARN of a queue of this name.
  public static String arn(String region, String queue) {
    return "arn:aws:sqs:" + region + ":" + ACCOUNT + ":" + queue;
  }

  /// Returns the queues' addresses, by name.
  public Map<String, String> install(Stack stack) {
    table(stack.table());
    var urls = new HashMap<String, String>();
    // A redrive policy names a queue that must be there.
    for (Queue queue : stack.queues())
      if (queue.redrive().isEmpty()) urls.put(queue.name(), create(queue));
    for (Queue queue : stack.queues())
      if (queue.redrive().isPresent()) urls.put(queue.name(), create(queue));
    return urls;
  }

  private String create(Queue queue) {
    var attributes = new HashMap<QueueAttributeName, String>();
    attributes.put(
        QueueAttributeName.VISIBILITY_TIMEOUT, Long.toString(queue.visibility().toSeconds()));
    attributes.put(
        QueueAttributeName.MESSAGE_RETENTION_PERIOD, Long.toString(queue.retention().toSeconds()));
    attributes.putAll(ordering(queue.kind()));
    queue
        .redrive()
        .ifPresent(redrive ->
            attributes.put(
                QueueAttributeName.REDRIVE_POLICY,
                "{\"deadLetterTargetArn\":\"%s\",\"maxReceiveCount\":%d}"
                    .formatted(arn(region, redrive.deadLetterQueue()), redrive.maxReceiveCount())));
    return clients
        .sqs()
        .createQueue(request -> request.queueName(queue.name()).attributes(attributes))
        .queueUrl();
  }

  private static Map<QueueAttributeName, String> ordering(Queue.Kind kind) {
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

  private void table(Table table) {
    try {
      clients
          .dynamo()
          .createTable(request ->
              request
                  .tableName(table.name())
                  .billingMode(BillingMode.PAY_PER_REQUEST)
                  .keySchema(key(table.key(), KeyType.HASH))
                  .attributeDefinitions(attributes(table))
                  .globalSecondaryIndexes(table.indexes().stream().map(Installer::index).toList()));
    } catch (ResourceInUseException isThere) {
      return;
    }
    clients.dynamo().waiter().waitUntilTableExists(request -> request.tableName(table.name()));
    clients
        .dynamo()
        .updateTimeToLive(request ->
            request
                .tableName(table.name())
                .timeToLiveSpecification(
                    expiry -> expiry.enabled(true).attributeName(table.expiry())));
  }

  private static KeySchemaElement key(Table.Attribute attribute, KeyType type) {
    return KeySchemaElement.builder().attributeName(attribute.name()).keyType(type).build();
  }

  private static Set<AttributeDefinition> attributes(Table table) {
    var attributes = new LinkedHashSet<Table.Attribute>();
    attributes.add(table.key());
    for (Table.Index index : table.indexes()) {
      attributes.add(index.key());
      index.sort().ifPresent(attributes::add);
    }
    var definitions = new LinkedHashSet<AttributeDefinition>();
    for (Table.Attribute each : attributes)
      definitions.add(
          AttributeDefinition.builder()
              .attributeName(each.name())
              .attributeType(each.type())
              .build());
    return definitions;
  }

  private static GlobalSecondaryIndex index(Table.Index index) {
    List<KeySchemaElement> keys = new ArrayList<>();
    keys.add(key(index.key(), KeyType.HASH));
    index.sort().ifPresent(sort -> keys.add(key(sort, KeyType.RANGE)));
    return GlobalSecondaryIndex.builder()
        .indexName(index.name())
        .keySchema(keys)
        .projection(projection -> projection.projectionType(ProjectionType.KEYS_ONLY))
        .build();
  }
}
