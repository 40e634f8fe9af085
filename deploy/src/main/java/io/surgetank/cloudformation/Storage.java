package io.surgetank.cloudformation;

import static io.surgetank.cloudformation.Tree.arn;
import static io.surgetank.cloudformation.Tree.map;
import static io.surgetank.cloudformation.Tree.ref;

import io.surgetank.stack.Queue;
import io.surgetank.stack.Table;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The table and the queues.
final class Storage {
  private final Naming naming;

  Storage(Naming naming) {
    this.naming = naming;
  }

  Map<String, Object> resources() {
    var resources = new LinkedHashMap<String, Object>();
    resources.put("Table", table(naming.stack().table()));
    for (Queue queue : naming.stack().queues()) {
      resources.put(naming.id(queue.name()), queue(queue));
      resources.put(naming.id(queue.name()) + "Policy", overTlsOnly(naming.id(queue.name())));
    }
    return resources;
  }

  private Map<String, Object> table(Table table) {
    var attributes = new LinkedHashMap<String, String>();
    attributes.put(table.key().name(), table.key().type());
    var indexes = new ArrayList<Map<String, Object>>();
    for (Table.Index index : table.indexes()) {
      attributes.put(index.key().name(), index.key().type());
      var keys = new ArrayList<Map<String, Object>>(List.of(key(index.key(), "HASH")));
      index
          .sort()
          .ifPresent(sort -> {
            attributes.put(sort.name(), sort.type());
            keys.add(key(sort, "RANGE"));
          });
      indexes.add(
          map(
              "IndexName", index.name(),
              "KeySchema", keys,
              "Projection", map("ProjectionType", "KEYS_ONLY")));
    }
    return map(
        "Type",
        "AWS::DynamoDB::Table",
        "DeletionPolicy",
        "Delete",
        "UpdateReplacePolicy",
        "Retain",
        "Properties",
        map(
            "TableName",
            naming.sub(table.name()),
            "BillingMode",
            "PAY_PER_REQUEST",
            "AttributeDefinitions",
            attributes.entrySet().stream()
                .map(attribute ->
                    map(
                        "AttributeName", attribute.getKey(),
                        "AttributeType", attribute.getValue()))
                .toList(),
            "KeySchema",
            List.of(key(table.key(), "HASH")),
            "GlobalSecondaryIndexes",
            indexes,
            "TimeToLiveSpecification",
            map("AttributeName", table.expiry(), "Enabled", true),
            "PointInTimeRecoverySpecification",
            map("PointInTimeRecoveryEnabled", true),
            "SSESpecification",
            map("SSEEnabled", false),
            "DeletionProtectionEnabled",
            ref("DeletionProtection")));
  }

  private static Map<String, Object> key(Table.Attribute attribute, String type) {
    return map("AttributeName", attribute.name(), "KeyType", type);
  }

  private Map<String, Object> queue(Queue queue) {
    var properties =
        map(
            "QueueName",
            naming.sub(queue.name()),
            "VisibilityTimeout",
            queue.redrive().isPresent()
                ? ref("QueueVisibilityTimeout")
                : Parameters.seconds(queue.visibility()),
            "MessageRetentionPeriod",
            Parameters.seconds(queue.retention()),
            "MaximumMessageSize",
            queue.maximumBytes(),
            "ReceiveMessageWaitTimeSeconds",
            20,
            "SqsManagedSseEnabled",
            true);
    properties.putAll(ordering(queue.kind()));
    queue
        .redrive()
        .ifPresent(redrive ->
            properties.put(
                "RedrivePolicy",
                map(
                    "deadLetterTargetArn", arn(naming.id(redrive.deadLetterQueue())),
                    "maxReceiveCount", redrive.maxReceiveCount())));
    if (queue.redrive().isEmpty()) properties.put("RedriveAllowPolicy", allow(queue));
    return map(
        "Type", "AWS::SQS::Queue",
        "DeletionPolicy", "Delete",
        "UpdateReplacePolicy", "Delete",
        "Properties", properties);
  }

  /// Nothing of it may be said of a standard queue, not even that it is none.
  private static Map<String, Object> ordering(Queue.Kind kind) {
    return switch (kind) {
      case STANDARD -> map();
      case FIFO -> map("FifoQueue", true, "ContentBasedDeduplication", false);
      case FIFO_BY_GROUP ->
          map(
              "FifoQueue",
              true,
              "ContentBasedDeduplication",
              false,
              "DeduplicationScope",
              "messageGroup",
              "FifoThroughputLimit",
              "perMessageGroupId");
    };
  }

  /// By its name: the source names the dead-letter queue already, and a circle cannot be built.
  private Map<String, Object> allow(Queue dead) {
    var sources =
        naming.sources().stream()
            .filter(queue ->
                queue
                    .redrive()
                    .map(redrive -> redrive.deadLetterQueue().equals(dead.name()))
                    .orElse(false))
            .map(queue ->
                Tree.sub(
                    "arn:${AWS::Partition}:sqs:${AWS::Region}:${AWS::AccountId}:"
                        + naming.open(queue.name())))
            .toList();
    return map("redrivePermission", "byQueue", "sourceQueueArns", sources);
  }

  private static Map<String, Object> overTlsOnly(String queue) {
    return map(
        "Type",
        "AWS::SQS::QueuePolicy",
        "Properties",
        map(
            "Queues",
            List.of(ref(queue)),
            "PolicyDocument",
            map(
                "Version",
                "2012-10-17",
                "Statement",
                List.of(
                    map(
                        "Sid",
                        "OverTlsOnly",
                        "Effect",
                        "Deny",
                        "Principal",
                        "*",
                        "Action",
                        "sqs:*",
                        "Resource",
                        arn(queue),
                        "Condition",
                        map("Bool", map("aws:SecureTransport", "false")))))));
  }
}
