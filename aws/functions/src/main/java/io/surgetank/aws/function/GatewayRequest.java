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

/// An event of API Gateway's payload 2.0 as a [Request], and a [Response] as its reply
/// (https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html).
/// Cookies are left out; nothing here uses them.
final class GatewayRequest {
  /// Events hold the body as one text, up to Lambda's 6 MB.
  private static final JsonMapper EVENTS =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxStringLength(8 * 1024 * 1024).build())
                  .build())
          .build();

  private GatewayRequest() {}

  /// The payload of a direct invocation is a body for `directPath`, to the byte. Throws
  /// [IllegalArgumentException] when it is an event of anything else.
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
      // Of no kind that is known.
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

  /// A stage that is not the default one stands in front of the path.
  private static String path(String raw, String stage) {
    String own = raw.startsWith("/" + stage + "/") ? raw.substring(stage.length() + 1) : raw;
    try {
      return URLDecoder.decode(own.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException asItStands) {
      return own;
    }
  }

  private static byte[] body(JsonNode event) {
    String body = event.path("body").asString("");
    if (!event.path("isBase64Encoded").asBoolean(false))
      return body.getBytes(StandardCharsets.UTF_8);
    try {
      return Base64.getDecoder().decode(body);
    } catch (IllegalArgumentException asItStands) {
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
