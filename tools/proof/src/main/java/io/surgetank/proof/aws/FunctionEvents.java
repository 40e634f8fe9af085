package io.surgetank.proof.aws;

import io.surgetank.core.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Events as Lambda passes them to the functions, and what it reads from the replies of a mapped
/// function.
final class FunctionEvents {
  static final byte[] SCHEDULED =
      """
      {"version": "0", "source": "aws.events", "detail-type": "Scheduled Event", "detail": {}}
      """
          .getBytes(StandardCharsets.UTF_8);

  private FunctionEvents() {}

  /// @param pathAndQuery such as `/ops/v1/jobs?limit=10`
  static byte[] request(
      String method, String pathAndQuery, Optional<String> body, Optional<String> key) {
    int query = pathAndQuery.indexOf('?');
    ObjectNode event = Json.MAPPER.createObjectNode().put("version", "2.0");
    event.put("rawPath", query < 0 ? pathAndQuery : pathAndQuery.substring(0, query));
    event.put("rawQueryString", query < 0 ? "" : pathAndQuery.substring(query + 1));
    ObjectNode headers = event.putObject("headers").put("content-type", "application/json");
    key.ifPresent(value -> headers.put("idempotency-key", value));
    if (pathAndQuery.startsWith("/ops/"))
      headers.put("authorization", "Bearer " + SimulatedLambda.TOKEN);
    event
        .putObject("requestContext")
        .put("stage", "$default")
        .putObject("http")
        .put("method", method);
    body.ifPresent(text -> event.put("body", text));
    return Json.MAPPER.writeValueAsBytes(event.put("isBase64Encoded", false));
  }

  static byte[] messages(String queue, List<SqsMessage> messages) {
    ObjectNode event = Json.MAPPER.createObjectNode();
    var records = event.putArray("Records");
    for (SqsMessage message : messages) {
      ObjectNode record =
          records
              .addObject()
              .put("messageId", message.id())
              .put("receiptHandle", message.receipt())
              .put("body", message.body())
              .put("eventSource", "aws:sqs")
              .put("eventSourceARN", "arn:aws:sqs:eu-central-1:000000000000:" + queue);
      ObjectNode attributes =
          record
              .putObject("attributes")
              .put("ApproximateReceiveCount", Integer.toString(message.receives()))
              .put("SentTimestamp", Long.toString(message.sentAt().toEpochMilli()));
      message.group().ifPresent(group -> attributes.put("MessageGroupId", group));
    }
    return Json.MAPPER.writeValueAsBytes(event);
  }

  /// The messages that Lambda deletes: all but the failed ones; none if the reply names a message
  /// that is not in the batch.
  static List<SqsMessage> done(List<SqsMessage> batch, byte[] reply) {
    Set<String> failed = new HashSet<>();
    JsonNode json = Json.read(new String(reply, StandardCharsets.UTF_8));
    for (JsonNode failure : json.path("batchItemFailures"))
      failed.add(failure.path("itemIdentifier").asString(""));
    Set<String> ids = batch.stream().map(SqsMessage::id).collect(Collectors.toSet());
    if (!ids.containsAll(failed)) return List.of();
    return batch.stream().filter(message -> !failed.contains(message.id())).toList();
  }
}
