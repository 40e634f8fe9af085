package io.surgetank.local.eventsource;

import io.surgetank.core.json.Json;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import tools.jackson.databind.node.ObjectNode;

/// Converts a message to an entry of the event's `Records`.
final class EventRecord {
  private EventRecord() {}

  static PolledMessage of(Message message, QueueArn queue, Instant at) {
    String trace = message.attributes().get(MessageSystemAttributeName.AWS_TRACE_HEADER);
    return new PolledMessage(
        message.messageId(),
        message.receiptHandle(),
        at,
        Optional.ofNullable(trace),
        Json.MAPPER.writeValueAsBytes(json(message, queue)));
  }

  private static ObjectNode json(Message message, QueueArn queue) {
    ObjectNode record = Json.MAPPER.createObjectNode();
    record.put("messageId", message.messageId());
    record.put("receiptHandle", message.receiptHandle());
    record.put("body", message.body());
    ObjectNode attributes = record.putObject("attributes");
    new TreeMap<>(message.attributesAsStrings()).forEach(attributes::put);
    ObjectNode own = record.putObject("messageAttributes");
    for (Map.Entry<String, MessageAttributeValue> one :
        new TreeMap<>(message.messageAttributes()).entrySet())
      own.set(one.getKey(), attribute(one.getValue()));
    // SQS sends no digest if there are no attributes.
    if (message.md5OfMessageAttributes() != null && !message.messageAttributes().isEmpty())
      record.put("md5OfMessageAttributes", message.md5OfMessageAttributes());
    record.put("md5OfBody", message.md5OfBody());
    record.put("eventSource", "aws:sqs");
    record.put("eventSourceARN", queue.toString());
    record.put("awsRegion", queue.region());
    return record;
  }

  private static ObjectNode attribute(MessageAttributeValue value) {
    ObjectNode attribute = Json.MAPPER.createObjectNode();
    if (value.stringValue() != null) attribute.put("stringValue", value.stringValue());
    if (value.binaryValue() != null)
      attribute.put(
          "binaryValue", Base64.getEncoder().encodeToString(value.binaryValue().asByteArray()));
    // The two lists are reserved by SQS, and always present and empty.
    attribute.putArray("stringListValues");
    attribute.putArray("binaryListValues");
    attribute.put("dataType", value.dataType());
    return attribute;
  }
}
