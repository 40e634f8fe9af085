package io.surgetank.proof.aws;

import io.surgetank.core.json.Json;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Answers the SQS requests of the functions, in its JSON protocol.
///
/// @param queues by name
record SqsEndpoint(
    Map<String, SimulatedQueue> queues, InstantSource clock, SplittableRandom random) {
  SqsEndpoint {
    queues = Map.copyOf(queues);
  }

  AwsReply answer(ServiceCall call) {
    return switch (call.operation()) {
      case "SendMessageBatch" -> AwsReply.ok(send(call.json(), false));
      case "ChangeMessageVisibility" -> changeVisibility(call.json());
      case "GetQueueAttributes" -> AwsReply.ok(attributes(call.json()));
      default -> throw new IllegalArgumentException("not simulated: " + call);
    };
  }

  /// Accepts some of the entries.
  AwsReply answerInPart(ServiceCall call) {
    return AwsReply.ok(send(call.json(), true));
  }

  private SimulatedQueue queue(JsonNode request) {
    String url = request.path("QueueUrl").stringValue();
    SimulatedQueue queue = queues.get(url.substring(url.lastIndexOf('/') + 1));
    if (queue == null) throw new IllegalArgumentException("no such queue: " + url);
    return queue;
  }

  private ObjectNode send(JsonNode request, boolean isPartial) {
    SimulatedQueue queue = queue(request);
    ObjectNode reply = Json.MAPPER.createObjectNode();
    var successful = reply.putArray("Successful");
    var failed = reply.putArray("Failed");
    for (JsonNode entry : request.path("Entries")) {
      String id = entry.path("Id").stringValue();
      if (isPartial && random.nextBoolean()) {
        failed.addObject().put("Id", id).put("Code", "InternalError").put("SenderFault", false);
        continue;
      }
      String body = entry.path("MessageBody").stringValue();
      JsonNode group = entry.path("MessageGroupId");
      String message =
          queue.send(
              body,
              group.isString() ? Optional.of(group.stringValue()) : Optional.empty(),
              entry.path("MessageDeduplicationId").asString(""),
              clock.instant());
      successful
          .addObject()
          .put("Id", id)
          .put("MessageId", message)
          .put("MD5OfMessageBody", digest(body));
    }
    return reply;
  }

  private AwsReply changeVisibility(JsonNode request) {
    Duration timeout = Duration.ofSeconds(request.path("VisibilityTimeout").longValue());
    String receipt = request.path("ReceiptHandle").stringValue();
    return queue(request).changeVisibility(receipt, timeout, clock.instant())
        ? AwsReply.ok(Json.MAPPER.createObjectNode())
        : AwsReply.error(400, "com.amazonaws.sqs#MessageNotInflight");
  }

  private ObjectNode attributes(JsonNode request) {
    SimulatedQueue queue = queue(request);
    ObjectNode reply = Json.MAPPER.createObjectNode();
    reply
        .putObject("Attributes")
        .put("MessageRetentionPeriod", Long.toString(queue.settings().retention().toSeconds()))
        .put("ApproximateNumberOfMessages", Long.toString(queue.visible(clock.instant())));
    return reply;
  }

  private static String digest(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException unknown) {
      throw new IllegalStateException("every JDK has MD5", unknown);
    }
  }
}
