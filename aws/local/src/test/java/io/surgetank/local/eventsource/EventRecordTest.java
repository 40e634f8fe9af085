package io.surgetank.local.eventsource;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.surgetank.core.json.Json;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import tools.jackson.databind.JsonNode;

/// The event of with-sqs.html, "standard queue message event" and "FIFO queue message event".
class EventRecordTest {
  private static final Instant NOW = Instant.parse("2026-11-01T08:00:00Z");
  private static final QueueArn QUEUE = new QueueArn("us-east-2", "123456789012", "my-queue");

  private static final Message MESSAGE =
      Message.builder()
          .messageId("059f36b4-87a3-44ab-83d2-661975830a7d")
          .receiptHandle("AQEBwJnKyrHigUMZj6rYigCgxlaS3SLy0a")
          .body("Test \"message\" ü")
          .md5OfBody("e4e68fb7bd0e697a0ae8f1bb342846b3")
          .attributes(
              Map.of(
                  MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT, "1",
                  MessageSystemAttributeName.SENT_TIMESTAMP, "1545082649183",
                  MessageSystemAttributeName.SENDER_ID, "AIDAIENQZJOLO23YVJ4VO",
                  MessageSystemAttributeName.APPROXIMATE_FIRST_RECEIVE_TIMESTAMP, "1545082649185"))
          .messageAttributes(
              Map.of(
                  "myAttribute",
                  MessageAttributeValue.builder().dataType("String").stringValue("myValue").build(),
                  "picture",
                  MessageAttributeValue.builder()
                      .dataType("Binary")
                      .binaryValue(SdkBytes.fromUtf8String("abc"))
                      .build()))
          .md5OfMessageAttributes("9e9ddd9d0c3e5d1a2b7e6c3f0f1b2c3d")
          .build();

  private static final String EXPECTED =
      """
      {"Records": [{
        "messageId": "059f36b4-87a3-44ab-83d2-661975830a7d",
        "receiptHandle": "AQEBwJnKyrHigUMZj6rYigCgxlaS3SLy0a",
        "body": "Test \\"message\\" ü",
        "attributes": {
          "ApproximateReceiveCount": "1",
          "SentTimestamp": "1545082649183",
          "SenderId": "AIDAIENQZJOLO23YVJ4VO",
          "ApproximateFirstReceiveTimestamp": "1545082649185"
        },
        "messageAttributes": {
          "myAttribute": {
            "stringValue": "myValue",
            "stringListValues": [],
            "binaryListValues": [],
            "dataType": "String"
          },
          "picture": {
            "binaryValue": "YWJj",
            "stringListValues": [],
            "binaryListValues": [],
            "dataType": "Binary"
          }
        },
        "md5OfMessageAttributes": "9e9ddd9d0c3e5d1a2b7e6c3f0f1b2c3d",
        "md5OfBody": "e4e68fb7bd0e697a0ae8f1bb342846b3",
        "eventSource": "aws:sqs",
        "eventSourceARN": "arn:aws:sqs:us-east-2:123456789012:my-queue",
        "awsRegion": "us-east-2"
      }]}
      """;

  private static JsonNode event(Message message) {
    var invocationBatch =
        InvocationBatch.of(
            List.of(EventRecord.of(message, QUEUE, NOW)), MappingLimits.DEFAULT, "trace");
    return Json.read(new String(invocationBatch.event(), UTF_8));
  }

  @Test
  void a_record_is_as_aws_documents_it() {
    assertThat(event(MESSAGE)).isEqualTo(Json.read(EXPECTED));
  }

  /// A message without attributes has an empty object and no digest.
  @Test
  void a_message_without_attributes_has_none() {
    Message plain =
        MESSAGE.toBuilder().messageAttributes(Map.of()).md5OfMessageAttributes(null).build();

    JsonNode record = event(plain).path("Records").path(0);

    assertThat(record.path("messageAttributes")).isEmpty();
    assertThat(record.has("messageAttributes")).isTrue();
    assertThat(record.has("md5OfMessageAttributes")).isFalse();
  }

  @Test
  void a_fifo_message_has_its_group_and_sequence_number() {
    Message fifo =
        MESSAGE.toBuilder()
            .attributes(
                Map.of(
                    MessageSystemAttributeName.MESSAGE_GROUP_ID, "g",
                    MessageSystemAttributeName.MESSAGE_DEDUPLICATION_ID, "d",
                    MessageSystemAttributeName.SEQUENCE_NUMBER, "18849496460467696128"))
            .build();

    JsonNode attributes = event(fifo).path("Records").path(0).path("attributes");

    assertThat(attributes.path("MessageGroupId").asString()).isEqualTo("g");
    assertThat(attributes.path("MessageDeduplicationId").asString()).isEqualTo("d");
    assertThat(attributes.path("SequenceNumber").asString()).isEqualTo("18849496460467696128");
  }

  /// The invocation continues the trace of its first message (services-xray.html).
  @Test
  void the_trace_of_the_first_message_is_continued() {
    String trace = "Root=1-5759e988-bd862e3fe1be46a994272793;Sampled=1";
    Message traced =
        MESSAGE.toBuilder()
            .attributes(Map.of(MessageSystemAttributeName.AWS_TRACE_HEADER, trace))
            .build();
    var traceHeaders = new TraceHeaders(new Random(7));

    assertThat(traceHeaders.of(List.of(EventRecord.of(traced, QUEUE, NOW)), NOW)).isEqualTo(trace);
    assertThat(traceHeaders.of(List.of(EventRecord.of(MESSAGE, QUEUE, NOW)), NOW))
        .matches("Root=1-[0-9a-f]{8}-[0-9a-f]{24};Parent=[0-9a-f]{16};Sampled=0");
  }
}
