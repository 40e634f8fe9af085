package io.surgetank.aws.function;

import io.surgetank.aws.queue.ReceivedMessage;
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
record SqsEvent(List<ReceivedMessage> messages) {
  /// Throws [IllegalArgumentException] when it is not an SQS event.
  static SqsEvent read(byte[] event, Instant receivedAt) {
    var messages = new ArrayList<ReceivedMessage>();
    for (JsonNode record : EventKind.SQS.read(event).path("Records")) {
      JsonNode attributes = record.path("attributes");
      String arn = record.path("eventSourceARN").asString("");
      String queue = arn.substring(arn.lastIndexOf(':') + 1);
      messages.add(
          new ReceivedMessage(
              queue,
              record.path("messageId").asString(""),
              record.path("receiptHandle").asString(""),
              record.path("body").asString(""),
              (int) number(attributes.path("ApproximateReceiveCount")),
              Instant.ofEpochMilli(number(attributes.path("SentTimestamp"))),
              group(queue, attributes.path("MessageGroupId")),
              receivedAt));
    }
    return new SqsEvent(messages);
  }

  /// On a standard queue, a group is for fairness between senders and implies no order.
  private static Optional<String> group(String queue, JsonNode group) {
    return queue.endsWith(".fifo") && group.isString()
        ? Optional.of(group.stringValue())
        : Optional.empty();
  }

  /// The lists may be processed concurrently; the messages of one list are processed in order.
  List<List<ReceivedMessage>> messageGroups() {
    var groups = new ArrayList<List<ReceivedMessage>>();
    Map<String, List<ReceivedMessage>> byGroup = new HashMap<>();
    for (ReceivedMessage message : messages) {
      List<ReceivedMessage> ordered =
          message
              .group()
              .map(group -> byGroup.computeIfAbsent(group, _ -> newGroup(groups)))
              .orElseGet(() -> newGroup(groups));
      ordered.add(message);
    }
    return groups;
  }

  private static List<ReceivedMessage> newGroup(List<List<ReceivedMessage>> groups) {
    var group = new ArrayList<ReceivedMessage>();
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
