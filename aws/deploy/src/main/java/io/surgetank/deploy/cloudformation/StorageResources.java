package io.surgetank.deploy.cloudformation;

import static io.surgetank.deploy.cloudformation.YamlTree.inside;
import static io.surgetank.deploy.cloudformation.YamlTree.map;

import io.surgetank.deploy.stack.DynamoTable;
import io.surgetank.deploy.stack.SqsQueue;
import io.surgetank.deploy.stack.Stack;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The table and the queues.
final class StorageResources {
  private final Stack stack;
  private final Fragments fragments;

  StorageResources(Stack stack, Fragments fragments) {
    this.stack = stack;
    this.fragments = fragments;
  }

  Map<String, Object> resources() {
    var resources = new LinkedHashMap<>(table(stack.dynamoTable()));
    for (SqsQueue sqsQueue : stack.sources()) resources.putAll(queues(sqsQueue));
    return resources;
  }

  private Map<String, Object> table(DynamoTable dynamoTable) {
    return fragments.filled(
        "table.yaml",
        map(
            "table", dynamoTable.name(),
            "attributes",
                dynamoTable.attributes().stream()
                    .map(each -> map("AttributeName", each.name(), "AttributeType", each.type()))
                    .toList(),
            "key", dynamoTable.key().name(),
            "indexes", dynamoTable.indexes().stream().map(this::index).toList(),
            "expiry", dynamoTable.ttlAttribute()));
  }

  private Map<String, Object> index(DynamoTable.Index index) {
    return fragments.filled(
        "index.yaml",
        map(
            "index", index.name(),
            "partitionKey", index.key().name(),
            "sortKey", index.sort().name()));
  }

  private Map<String, Object> queues(SqsQueue sqsQueue) {
    var redrive = sqsQueue.redrive().orElseThrow();
    SqsQueue deadLetters = stack.queue(redrive.deadLetterQueue()).orElseThrow();
    String id = LogicalIds.of(sqsQueue.ref());
    String deadLettersId = LogicalIds.of(deadLetters.ref());
    var queues =
        fragments.filled(
            "queues.yaml",
            map(
                "Queue", id,
                "queue", sqsQueue.name(),
                "queueArn", sqsQueue.ref().arn(stack.place()),
                "retention", sqsQueue.retention().toSeconds(),
                "maximumMessageSize", sqsQueue.maximumBytes(),
                "maxReceiveCount", redrive.maxReceiveCount(),
                "DeadLetters", deadLettersId,
                "deadLetters", deadLetters.name(),
                "deadLetterVisibilityTimeout", deadLetters.visibility().toSeconds(),
                "deadLetterRetention", deadLetters.retention().toSeconds()));
    if (sqsQueue.kind().isFifo())
      for (String each : List.of(id, deadLettersId))
        inside(queues, each, "Properties").putAll(fragments.filled("fifo-queue.yaml", map()));
    return queues;
  }
}
