package io.surgetank.deploy.cloudformation;

import static io.surgetank.deploy.cloudformation.YamlTree.arn;
import static io.surgetank.deploy.cloudformation.YamlTree.map;
import static io.surgetank.deploy.cloudformation.YamlTree.ref;

import io.surgetank.deploy.stack.DynamoTable;
import io.surgetank.deploy.stack.SqsQueue;
import io.surgetank.deploy.stack.Stack;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The table and the queues.
final class StorageResources {
  private final Stack stack;

  StorageResources(Stack stack) {
    this.stack = stack;
  }

  Map<String, Object> resources() {
    var resources = new LinkedHashMap<String, Object>();
    resources.put("Table", table(stack.dynamoTable()));
    for (SqsQueue sqsQueue : stack.queues()) {
      String id = LogicalIds.of(sqsQueue.ref());
      resources.put(id, queue(sqsQueue));
      resources.put(id + "Policy", overTlsOnly(id));
    }
    return resources;
  }

  private static Map<String, Object> table(DynamoTable dynamoTable) {
    var attributes = new LinkedHashMap<String, String>();
    attributes.put(dynamoTable.key().name(), dynamoTable.key().type());
    var indexes = new ArrayList<Map<String, Object>>();
    for (DynamoTable.Index index : dynamoTable.indexes()) {
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
            YamlTree.sub(dynamoTable.name()),
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
            List.of(key(dynamoTable.key(), "HASH")),
            "GlobalSecondaryIndexes",
            indexes,
            "TimeToLiveSpecification",
            map("AttributeName", dynamoTable.expiry(), "Enabled", true),
            "PointInTimeRecoverySpecification",
            map("PointInTimeRecoveryEnabled", true),
            "SSESpecification",
            map("SSEEnabled", false),
            "DeletionProtectionEnabled",
            ref("DeletionProtection")));
  }

  private static Map<String, Object> key(DynamoTable.Attribute attribute, String type) {
    return map("AttributeName", attribute.name(), "KeyType", type);
  }

  private Map<String, Object> queue(SqsQueue sqsQueue) {
    var properties =
        map(
            "QueueName",
            YamlTree.sub(sqsQueue.name()),
            "VisibilityTimeout",
            sqsQueue.redrive().isPresent()
                ? ref("QueueVisibilityTimeout")
                : TemplateParameters.seconds(sqsQueue.visibility()),
            "MessageRetentionPeriod",
            TemplateParameters.seconds(sqsQueue.retention()),
            "MaximumMessageSize",
            sqsQueue.maximumBytes(),
            "ReceiveMessageWaitTimeSeconds",
            20,
            "SqsManagedSseEnabled",
            true);
    properties.putAll(ordering(sqsQueue.kind()));
    sqsQueue
        .redrive()
        .ifPresent(redrive ->
            properties.put(
                "RedrivePolicy",
                map(
                    "deadLetterTargetArn", arn(LogicalIds.of(redrive.deadLetterQueue())),
                    "maxReceiveCount", redrive.maxReceiveCount())));
    if (sqsQueue.redrive().isEmpty()) properties.put("RedriveAllowPolicy", allow(sqsQueue));
    return map(
        "Type", "AWS::SQS::Queue",
        "DeletionPolicy", "Delete",
        "UpdateReplacePolicy", "Delete",
        "Properties", properties);
  }

  /// Nothing of it may be said of a standard queue, not even that it is none.
  private static Map<String, Object> ordering(SqsQueue.Kind kind) {
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
  private Map<String, Object> allow(SqsQueue dead) {
    var sources =
        stack.sources().stream()
            .filter(sqsQueue ->
                sqsQueue
                    .redrive()
                    .map(redrive -> redrive.deadLetterQueue().equals(dead.ref()))
                    .orElse(false))
            .map(sqsQueue -> YamlTree.sub(sqsQueue.ref().arn(stack.place())))
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
                        "TlsOnly",
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
