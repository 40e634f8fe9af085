package io.surgetank.aws.function;

import io.surgetank.core.json.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// A batch of messages as Lambda passes it, and the reply that names those to be redelivered.
record SqsEvent(List<SqsRecord> records) {
  /// @param queue the last part of the queue's ARN: its name
  /// @param group the messages of one group are processed in order; empty for a standard queue
  record SqsRecord(
      String messageId,
      String handle,
      String body,
      String queue,
      int receives,
      Instant sentAt,
      Optional<String> group) {}

  /// Throws [IllegalArgumentException] when it is not an SQS event.
  static SqsEvent read(byte[] event) {
    var records = new ArrayList<SqsRecord>();
    for (JsonNode record : EventKind.SQS.read(event).path("Records")) {
      JsonNode attributes = record.path("attributes");
      String arn = record.path("eventSourceARN").asString("");
      String queue = arn.substring(arn.lastIndexOf(':') + 1);
      records.add(
          new SqsRecord(
              record.path("messageId").asString(""),
              record.path("receiptHandle").asString(""),
              record.path("body").asString(""),
              queue,
              (int) number(attributes.path("ApproximateReceiveCount")),
              Instant.ofEpochMilli(number(attributes.path("SentTimestamp"))),
              group(queue, attributes.path("MessageGroupId"))));
    }
    return new SqsEvent(records);
  }

  /// On a standard queue, a group is for fairness between senders and implies no order.
  private static Optional<String> group(String queue, JsonNode group) {
    return queue.endsWith(".fifo") && group.isString()
        ? Optional.of(group.stringValue())
        : Optional.empty();
  }

  /// The lists may be processed concurrently; the messages of one list are processed in order.
  List<List<SqsRecord>> messageGroups() {
    var groups = new ArrayList<List<SqsRecord>>();
    Map<String, List<SqsRecord>> byGroup = new HashMap<>();
    for (SqsRecord record : records) {
      List<SqsRecord> messages =
          record
              .group()
              .map(group -> byGroup.computeIfAbsent(group, _ -> newGroup(groups)))
              .orElseGet(() -> newGroup(groups));
      messages.add(record);
    }
    return groups;
  }

  private static List<SqsRecord> newGroup(List<List<SqsRecord>> groups) {
    var group = new ArrayList<SqsRecord>();
    groups.add(group);
    return group;
  }

  private static long number(JsonNode text) {
    String digits = text.asString("0");
    boolean isNumber = !digits.isEmpty() && digits.length() < 18;
    return isNumber && digits.chars().allMatch(Character::isDigit) ? Long.parseLong(digits) : 0;
  }

  /// Lambda deletes all messages of the batch but these.
  static byte[] batchItemFailures(List<String> messageIds) {
    ObjectNode reply = Json.MAPPER.createObjectNode();
    ArrayNode failures = reply.putArray("batchItemFailures");
    for (String id : messageIds) failures.addObject().put("itemIdentifier", id);
    return Json.MAPPER.writeValueAsBytes(reply);
  }
}
