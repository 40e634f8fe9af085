package io.surgetank.local.iam;

import io.surgetank.core.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// Derives the permissions that a call needs, as the services do: an SQS batch needs the permission
/// of a single call, a DynamoDB transaction those of its parts
/// (https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/transaction-apis-iam.html).
final class RequiredPermissions {
  private static final String DYNAMO = "DynamoDB_20120810.";
  private static final String SQS = "AmazonSQS.";

  private static final Map<String, String> OF_TRANSACTIONS =
      Map.of(
          "Put", "PutItem",
          "Update", "UpdateItem",
          "Delete", "DeleteItem",
          "ConditionCheck", "ConditionCheckItem",
          "Get", "GetItem");

  private RequiredPermissions() {}

  /// Throws [IllegalArgumentException] for an unknown call.
  ///
  /// @param target the header `X-Amz-Target`
  static List<RequiredPermission> of(String target, String body) {
    JsonNode call = read(body);
    if (target.startsWith(DYNAMO)) return dynamo(target.substring(DYNAMO.length()), call);
    if (target.startsWith(SQS)) return List.of(sqs(target.substring(SQS.length()), call));
    throw new IllegalArgumentException("not a DynamoDB or SQS operation: '" + target + "'");
  }

  private static JsonNode read(String body) {
    try {
      return Json.read(body);
    } catch (JacksonException notJson) {
      throw new IllegalArgumentException("the body is not JSON", notJson);
    }
  }

  private static List<RequiredPermission> dynamo(String operation, JsonNode call) {
    return switch (operation) {
      case "TransactWriteItems", "TransactGetItems" -> parts(call);
      case "BatchGetItem", "BatchWriteItem" ->
          call.path("RequestItems").propertyNames().stream()
              .map(table -> new RequiredPermission("dynamodb:" + operation, table(table)))
              .toList();
      default -> {
        String table = table(call.path("TableName").asString(""));
        String index = call.path("IndexName").asString("");
        yield List.of(
            new RequiredPermission(
                "dynamodb:" + operation, index.isEmpty() ? table : table + "/index/" + index));
      }
    };
  }

  private static List<RequiredPermission> parts(JsonNode call) {
    var permissions = new ArrayList<RequiredPermission>();
    for (JsonNode item : call.path("TransactItems"))
      for (var part : item.properties()) {
        String action = OF_TRANSACTIONS.getOrDefault(part.getKey(), part.getKey());
        permissions.add(
            new RequiredPermission(
                "dynamodb:" + action, table(part.getValue().path("TableName").asString(""))));
      }
    return permissions;
  }

  private static RequiredPermission sqs(String operation, JsonNode call) {
    String url = call.path("QueueUrl").asString("");
    String queue = url.substring(url.lastIndexOf('/') + 1);
    String one =
        operation.endsWith("Batch")
            ? operation.substring(0, operation.length() - "Batch".length())
            : operation;
    return new RequiredPermission(
        "sqs:" + one, queue.isEmpty() ? call.path("QueueName").asString("") : queue);
  }

  /// A table may also be given by its ARN.
  private static String table(String name) {
    return "table/" + name.substring(name.lastIndexOf('/') + 1);
  }
}
