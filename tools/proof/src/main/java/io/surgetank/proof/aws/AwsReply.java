package io.surgetank.proof.aws;

import io.surgetank.core.json.Json;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpResponse;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// What a function receives for a call.
sealed interface AwsReply {
  int OK = 200;

  record Response(int status, String body) implements AwsReply {}

  /// The request timed out: it was executed or not.
  record TimedOut() implements AwsReply {}

  static AwsReply ok(JsonNode body) {
    return new Response(OK, Json.write(body));
  }

  /// An error without details, such as `com.amazonaws.dynamodb.v20120810#ThrottlingException`.
  static AwsReply error(int status, String type) {
    return error(status, type, Json.MAPPER.createObjectNode());
  }

  static AwsReply error(int status, String type, ObjectNode details) {
    return new Response(
        status, Json.write(details.put("__type", type).put("message", "simulated")));
  }

  default HttpExecuteResponse toHttp() throws IOException {
    return switch (this) {
      case TimedOut() -> throw new IOException("simulated time-out");
      case Response(var status, var body) ->
          HttpExecuteResponse.builder()
              .response(SdkHttpResponse.builder().statusCode(status).build())
              .responseBody(
                  AbortableInputStream.create(
                      new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8))))
              .build();
    };
  }
}
