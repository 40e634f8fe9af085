package io.surgetank.aws.function;

import io.surgetank.core.api.Request;
import io.surgetank.core.api.Response;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Converts an API Gateway event (payload format 2.0) to a [Request], and a [Response] to its reply
/// (https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html).
/// Cookies are omitted; nothing uses them.
final class ApiGatewayAdapter {
  /// An event holds the body as one string, up to Lambda's limit of 6 MB.
  private static final JsonMapper EVENTS =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxStringLength(8 * 1024 * 1024).build())
                  .build())
          .build();

  private ApiGatewayAdapter() {}

  /// The payload of a direct invocation is a body for `directPath`, byte for byte. Throws
  /// [IllegalArgumentException] for events of other services.
  static Request read(byte[] event, String directPath) {
    JsonNode node = json(event);
    if (EventKind.of(node) == EventKind.DIRECT)
      return new Request(
          "POST", directPath, "", Map.of("content-type", List.of("application/json")), event);
    EventKind.HTTP_API.require(node);
    return request(node);
  }

  private static JsonNode json(byte[] event) {
    try {
      return EVENTS.readTree(event);
    } catch (JacksonException notJson) {
      // An event of unknown kind.
      return EVENTS.createObjectNode();
    }
  }

  private static Request request(JsonNode event) {
    JsonNode context = event.path("requestContext");
    var headers = new HashMap<String, List<String>>();
    event
        .path("headers")
        .properties()
        .forEach(header ->
            headers.put(
                header.getKey().toLowerCase(Locale.ROOT), List.of(header.getValue().asString(""))));
    return new Request(
        context.path("http").path("method").stringValue(),
        path(event.path("rawPath").asString("/"), context.path("stage").asString("")),
        event.path("rawQueryString").asString(""),
        headers,
        body(event));
  }

  /// The path begins with the stage, unless that is the default stage.
  private static String path(String raw, String stage) {
    String withoutStage =
        raw.startsWith("/" + stage + "/") ? raw.substring(stage.length() + 1) : raw;
    try {
      return URLDecoder.decode(withoutStage.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException notEncoded) {
      return withoutStage;
    }
  }

  private static byte[] body(JsonNode event) {
    String body = event.path("body").asString("");
    if (!event.path("isBase64Encoded").asBoolean(false))
      return body.getBytes(StandardCharsets.UTF_8);
    try {
      return Base64.getDecoder().decode(body);
    } catch (IllegalArgumentException notBase64) {
      return body.getBytes(StandardCharsets.UTF_8);
    }
  }

  static ObjectNode reply(Response response) {
    ObjectNode reply = EVENTS.createObjectNode().put("statusCode", response.status());
    ObjectNode headers = reply.putObject("headers");
    response.headers().forEach(headers::put);
    return reply
        .put("body", new String(response.body(), StandardCharsets.UTF_8))
        .put("isBase64Encoded", false);
  }
}
