package io.surgetank.local.gateway;

import io.surgetank.core.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// The response to the client.
///
/// @param headers names in lower case
record GatewayResponse(int status, Map<String, List<String>> headers, byte[] body) {
  static final GatewayResponse NOT_FOUND = message(404, "Not Found");
  static final GatewayResponse TOO_LARGE = message(413, "Request Entity Too Large");
  static final GatewayResponse TOO_MANY = message(429, "Too Many Requests");

  /// The function threw, was throttled or returned an invalid response.
  static final GatewayResponse SERVER_ERROR = message(500, "Internal Server Error");

  /// The function did not return in time.
  static final GatewayResponse UNAVAILABLE = message(503, "Service Unavailable");

  static GatewayResponse message(int status, String text) {
    return json(status, "{\"message\":\"" + text + "\"}");
  }

  private static GatewayResponse json(int status, String text) {
    return new GatewayResponse(
        status,
        Map.of("content-type", List.of("application/json")),
        text.getBytes(StandardCharsets.UTF_8));
  }

  /// Converts a function's reply in payload format 2.0: a response if it has a `statusCode`,
  /// otherwise the body of a 200
  /// (https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html).
  static GatewayResponse of(byte[] payload) {
    try {
      JsonNode node = Json.MAPPER.readTree(payload);
      if (!node.isObject() || !node.has("statusCode"))
        return json(200, new String(payload, StandardCharsets.UTF_8));
      return reply(node);
    } catch (JacksonException | IllegalArgumentException malformed) {
      return SERVER_ERROR;
    }
  }

  private static GatewayResponse reply(JsonNode node) {
    int status = status(node.path("statusCode"));
    if (status < 100 || status > 599) return SERVER_ERROR;
    var headers = new LinkedHashMap<String, List<String>>();
    headers.put("content-type", List.of("text/plain;charset=UTF-8"));
    node.path("headers")
        .properties()
        .forEach(header ->
            headers.put(
                header.getKey().toLowerCase(Locale.ROOT), List.of(header.getValue().asString(""))));
    var cookies = new ArrayList<String>();
    for (JsonNode cookie : node.path("cookies")) cookies.add(cookie.asString(""));
    if (!cookies.isEmpty()) headers.put("set-cookie", cookies);
    JsonNode body = node.path("body");
    if (!body.isString() && !body.isMissingNode() && !body.isNull()) return SERVER_ERROR;
    byte[] bytes =
        node.path("isBase64Encoded").asBoolean(false)
            ? Base64.getDecoder().decode(body.asString(""))
            : body.asString("").getBytes(StandardCharsets.UTF_8);
    return new GatewayResponse(status, headers, bytes);
  }

  private static int status(JsonNode code) {
    if (code.isIntegralNumber() && code.canConvertToInt()) return code.asInt();
    return code.isString() && code.stringValue().matches("[1-5]\\d\\d")
        ? Integer.parseInt(code.stringValue())
        : 0;
  }
}
