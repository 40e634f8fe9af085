package io.surgetank.aws.function;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/// Events as in the AWS documentation, with only the members that identify them. Each contains a
/// secret that must not be logged.
final class Events {
  static final String SECRET = "leak-4711";

  static final String SCHEDULED =
      """
      {"version":"0","source":"aws.events","detail-type":"Scheduled Event","account":"1",
       "resources":["arn:aws:events:eu-central-1:1:rule/leak-4711"],"detail":{}}
      """;

  private static final String HEADERS = "\"headers\":{\"authorization\":\"Bearer leak-4711\"}";

  /// By kind; the kinds that no function accepts.
  static final Map<EventKind, String> FOREIGN =
      Map.ofEntries(
          Map.entry(
              EventKind.HTTP_API_1,
              "{\"version\":\"1.0\",\"httpMethod\":\"POST\",\"path\":\"/orders\","
                  + HEADERS
                  + ",\"requestContext\":{\"httpMethod\":\"POST\"},\"body\":\"leak-4711\"}"),
          Map.entry(
              EventKind.REST_API,
              "{\"resource\":\"/orders\",\"httpMethod\":\"POST\","
                  + HEADERS
                  + ",\"requestContext\":{\"resourceId\":\"x\"},\"body\":\"leak-4711\"}"),
          Map.entry(
              EventKind.WEBSOCKET_API,
              "{\"requestContext\":{\"eventType\":\"MESSAGE\",\"connectionId\":\"leak-4711\"}}"),
          Map.entry(
              EventKind.LOAD_BALANCER,
              "{\"requestContext\":{\"elb\":{\"targetGroupArn\":\"leak-4711\"}},\"httpMethod\":\"POST\","
                  + HEADERS
                  + "}"),
          Map.entry(
              EventKind.VPC_LATTICE,
              "{\"version\":\"2.0\",\"method\":\"POST\",\"requestContext\":{\"serviceNetworkArn\":\"leak-4711\"}}"),
          Map.entry(
              EventKind.SNS,
              "{\"Records\":[{\"EventSource\":\"aws:sns\",\"Sns\":{\"Message\":\"leak-4711\"}}]}"),
          Map.entry(
              EventKind.S3,
              "{\"Records\":[{\"eventSource\":\"aws:s3\",\"s3\":{\"object\":{\"key\":\"leak-4711\"}}}]}"),
          Map.entry(
              EventKind.STREAM,
              "{\"Records\":[{\"eventSource\":\"aws:dynamodb\",\"eventID\":\"leak-4711\"}]}"),
          Map.entry(
              EventKind.KAFKA, "{\"eventSource\":\"aws:kafka\",\"records\":{\"leak-4711\":[]}}"),
          Map.entry(
              EventKind.EVENT_BUS,
              "{\"source\":\"shop\",\"detail-type\":\"Paid\",\"detail\":{\"a\":\"leak-4711\"}}"),
          Map.entry(EventKind.LOGS, "{\"awslogs\":{\"data\":\"leak-4711\"}}"),
          Map.entry(
              EventKind.COGNITO,
              "{\"triggerSource\":\"PreSignUp_SignUp\",\"userPoolId\":\"leak-4711\"}"),
          Map.entry(
              EventKind.CUSTOM_RESOURCE,
              "{\"RequestType\":\"Create\",\"ResponseURL\":\"leak-4711\",\"LogicalResourceId\":\"x\"}"),
          Map.entry(EventKind.UNKNOWN, "{\"Records\":[{\"eventSource\":\"leak-4711\"}]}"));

  static final String PAYLOAD = "{\"unitPrice\":\"leak-4711\"}";

  static final String HTTP =
      "{\"version\":\"2.0\",\"rawPath\":\"/leak-4711\","
          + HEADERS
          + ",\"requestContext\":{\"http\":{\"method\":\"GET\"}}}";

  static final String SQS =
      "{\"Records\":[{\"messageId\":\"1\",\"body\":\"leak-4711\",\"eventSource\":\"aws:sqs\","
          + "\"eventSourceARN\":\"arn:aws:sqs:eu-central-1:1:other\"}]}";

  private Events() {}

  static byte[] bytes(String event) {
    return event.getBytes(StandardCharsets.UTF_8);
  }

  /// A request as API Gateway passes it.
  static byte[] get(String path, String header, String value) {
    return bytes(
        """
        {"version":"2.0","rawPath":"%s","rawQueryString":"","headers":{"%s":"%s"},
         "requestContext":{"stage":"$default","http":{"method":"GET"}}}
        """
            .formatted(path, header, value));
  }
}
