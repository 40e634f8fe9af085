package io.surgetank.aws.function;

import io.surgetank.json.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// A batch of messages as Lambda hands it over, and the reply that names those to come again.
record SqsEvent(List<Arrived> records) {
  /// @param queue the last part of the queue's ARN: its name
  record Arrived(
      String messageId, String handle, String body, String queue, int receives, Instant sentAt) {}

  static SqsEvent read(byte[] event) {
    var records = new ArrayList<Arrived>();
    for (JsonNode record : Json.MAPPER.readTree(event).path("Records")) {
      JsonNode attributes = record.path("attributes");
      String arn = record.path("eventSourceARN").asString("");
      records.add(
          new Arrived(
              record.path("messageId").asString(""),
              record.path("receiptHandle").asString(""),
              record.path("body").asString(""),
              arn.substring(arn.lastIndexOf(':') + 1),
              (int) number(attributes.path("ApproximateReceiveCount")),
              Instant.ofEpochMilli(number(attributes.path("SentTimestamp")))));
    }
    return new SqsEvent(records);
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
