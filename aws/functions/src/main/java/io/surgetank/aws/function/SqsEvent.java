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

/// A batch of messages as Lambda hands it over, and the reply that names those to come again.
record SqsEvent(List<SqsRecord> records) {
  /// @param queue the last part of the queue's ARN: its name
  /// @param group what it is to be worked in one order with; empty on a queue that has no order
  record SqsRecord(
      String messageId,
      String handle,
      String body,
      String queue,
      int receives,
      Instant sentAt,
      Optional<String> group) {}

  /// Throws [IllegalArgumentException] when it is an event of anything but SQS.
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

  /// On other queues a group says whose message it is, and nothing about order.
  private static Optional<String> group(String queue, JsonNode group) {
    return queue.endsWith(".fifo") && group.isString()
        ? Optional.of(group.stringValue())
        : Optional.empty();
  }

  /// The messages that may be worked at the same time; those of one list one after the other.
  List<List<SqsRecord>> lanes() {
    var lanes = new ArrayList<List<SqsRecord>>();
    Map<String, List<SqsRecord>> byGroup = new HashMap<>();
    for (SqsRecord record : records) {
      List<SqsRecord> lane =
          record
              .group()
              .map(group -> byGroup.computeIfAbsent(group, _ -> open(lanes)))
              .orElseGet(() -> open(lanes));
      lane.add(record);
    }
    return lanes;
  }

  private static List<SqsRecord> open(List<List<SqsRecord>> lanes) {
    var lane = new ArrayList<SqsRecord>();
    lanes.add(lane);
    return lane;
  }

  private static long number(JsonNode text) {
    String digits = text.asString("0");
    boolean isNumber = !digits.isEmpty() && digits.length() < 18;
    return isNumber && digits.chars().allMatch(Character::isDigit) ? Long.parseLong(digits) : 0;
  }

  /// These come again; the others are done with. An empty list means that all are done with.
  static byte[] comeAgain(List<String> messageIds) {
    ObjectNode reply = Json.MAPPER.createObjectNode();
    ArrayNode failures = reply.putArray("batchItemFailures");
    for (String id : messageIds) failures.addObject().put("itemIdentifier", id);
    return Json.MAPPER.writeValueAsBytes(reply);
  }
}
