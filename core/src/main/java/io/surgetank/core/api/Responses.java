package io.surgetank.core.api;

import io.surgetank.core.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/// Responses that are not problems.
final class Responses {
  private static final Map<String, String> JSON_HEADERS =
      Map.of("Content-Type", "application/json");

  private Responses() {}

  static Response json(int status, JsonNode body) {
    return json(status, Json.MAPPER.writeValueAsBytes(body));
  }

  static Response json(int status, byte[] body) {
    return new Response(status, JSON_HEADERS, body);
  }

  static Response text(String mediaType, String body) {
    return new Response(
        200, Map.of("Content-Type", mediaType), body.getBytes(StandardCharsets.UTF_8));
  }
}
