package io.surgetank.aws.function;

import io.surgetank.core.json.Json;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// Which service sent an event, by the members that the AWS documentation shows ("Using AWS Lambda
/// with other services"). A function accepts one kind and refuses the others: an event of another
/// service is never a job, and none of it is logged, because it may hold credentials.
enum EventKind {
  HTTP_API(
      "an API Gateway HTTP API with payload format 2.0",
      "integrate the API with the receiver function"),
  HTTP_API_1(
      "an API Gateway HTTP API with payload format 1.0",
      "set payloadFormatVersion of the integration to 2.0"),
  REST_API("an API Gateway REST API", "use an HTTP API with payload format 2.0 instead"),
  WEBSOCKET_API("an API Gateway WebSocket API", "use an HTTP API with payload format 2.0 instead"),
  LOAD_BALANCER(
      "an Application Load Balancer",
      "remove the function from the target group and use an HTTP API with payload format 2.0"),
  VPC_LATTICE(
      "VPC Lattice",
      "remove the function from the target group and use an HTTP API with payload format 2.0"),
  SQS(
      "SQS",
      "map the queue to the worker function, a dead-letter queue to the dead-letter function"),
  SNS("SNS", "remove the function's subscription to the topic"),
  S3("S3", "remove the function from the bucket's notifications"),
  STREAM("a Kinesis or DynamoDB stream", "remove the event source mapping"),
  KAFKA("Kafka or Amazon MQ", "remove the event source mapping"),
  SCHEDULE("an EventBridge schedule", "let the schedule invoke the sweeper function"),
  EVENT_BUS("EventBridge", "remove the function from the rule's targets"),
  LOGS("CloudWatch Logs", "remove the subscription filter"),
  COGNITO("Cognito", "remove the function from the user pool's triggers"),
  CUSTOM_RESOURCE("CloudFormation", "remove the custom resource"),
  /// A JSON object without the members of any service: the payload alone, as `aws lambda invoke`
  /// sends it.
  DIRECT("a direct invocation", "invoke the receiver function with the payload of a job"),
  UNKNOWN("an unknown service", "send an HTTP request to the HTTP API, or remove the trigger");

  private final String title;
  private final String hint;

  EventKind(String title, String hint) {
    this.title = title;
    this.hint = hint;
  }

  /// Throws [IllegalArgumentException], with the event's kind and what to change, when it is of
  /// another kind; Lambda logs the message and counts an error.
  void require(JsonNode event) {
    EventKind found = of(event);
    if (found != this)
      throw new IllegalArgumentException(
          "This function only takes events from %s. This event is from %s: %s."
              .formatted(title, found.title, found.hint));
  }

  /// Reads an event that must be of this kind; as [#require(JsonNode)].
  JsonNode read(byte[] event) {
    JsonNode node = json(event).orElseGet(Json.MAPPER::createObjectNode);
    require(node);
    return node;
  }

  private static Optional<JsonNode> json(byte[] event) {
    try {
      return Optional.of(Json.MAPPER.readTree(event));
    } catch (JacksonException notJson) {
      return Optional.empty();
    }
  }

  static EventKind of(JsonNode event) {
    JsonNode context = event.path("requestContext");
    if (context.isObject()) return ofRequest(event, context);
    JsonNode records = event.path("Records");
    if (records.isArray() && !records.isEmpty()) return ofRecords(records);
    if (event.path("detail-type").isString()) return ofBus(event);
    if (event.path("awslogs").isObject()) return LOGS;
    if (event.path("triggerSource").isString() && event.has("userPoolId")) return COGNITO;
    if (event.has("ResponseURL") && event.has("LogicalResourceId")) return CUSTOM_RESOURCE;
    if (event.path("eventSource").isString()) return KAFKA;
    return event.isObject() && !event.isEmpty() ? DIRECT : UNKNOWN;
  }

  private static EventKind ofRequest(JsonNode event, JsonNode context) {
    if (context.has("elb")) return LOAD_BALANCER;
    if (context.has("serviceNetworkArn")) return VPC_LATTICE;
    if (context.has("connectionId") && context.has("eventType")) return WEBSOCKET_API;
    if (context.path("http").path("method").isString()) return HTTP_API;
    if (!event.has("httpMethod") && !context.has("httpMethod")) return UNKNOWN;
    return event.path("version").asString("").equals("1.0") ? HTTP_API_1 : REST_API;
  }

  /// All records of an event are of one service. A record without a source is checked on its own
  /// later.
  private static EventKind ofRecords(JsonNode records) {
    var sources =
        records
            .valueStream()
            .flatMap(record ->
                Stream.of(record.path("eventSource"), record.path("EventSource"))
                    .filter(JsonNode::isString))
            .map(source -> source.stringValue().toLowerCase(Locale.ROOT))
            .toList();
    if (sources.stream().distinct().count() != 1) return UNKNOWN;
    return switch (sources.getFirst()) {
      case "aws:sqs" -> SQS;
      case "aws:sns" -> SNS;
      case "aws:s3" -> S3;
      case "aws:kinesis", "aws:dynamodb" -> STREAM;
      default -> UNKNOWN;
    };
  }

  private static EventKind ofBus(JsonNode event) {
    String source = event.path("source").asString("");
    boolean isSchedule = source.equals("aws.events") || source.equals("aws.scheduler");
    return isSchedule && event.path("detail-type").stringValue().equals("Scheduled Event")
        ? SCHEDULE
        : EVENT_BUS;
  }
}
