package io.surgetank.load.payload;

import io.surgetank.core.json.Json;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Makes payloads that must be refused, and payloads that are accepted but make the handler fail.
final class PayloadMutator {
  /// One more than the order handler accepts, and still valid in a payload.
  static final int POISON_DECIMALS = 41;

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private PayloadMutator() {}

  /// No longer JSON.
  static String truncated(String body) {
    return body.startsWith("{") || body.startsWith("[")
        ? body.substring(0, body.length() - 1)
        : "{" + body;
  }

  /// One member has a value of a wrong type; truncated if no member has a type.
  static String mistyped(JsonNode schema, ObjectNode payload, RandomInputs randomInputs) {
    List<String> typed = new ArrayList<>();
    for (var property : schema.path("properties").properties())
      if (payload.has(property.getKey()) && hasType(property.getValue()))
        typed.add(property.getKey());
    if (typed.isEmpty()) return truncated(Json.write(payload));
    String member = randomInputs.pick(typed);
    JsonNode types = schema.path("properties").path(member).path("type");
    return Json.write(payload.deepCopy().set(member, other(types)));
  }

  private static boolean hasType(JsonNode schema) {
    JsonNode types = schema.path("type");
    return types.isString() || (types.isArray() && !allows(types, "null"));
  }

  private static JsonNode other(JsonNode types) {
    if (!allows(types, "object")) return Json.MAPPER.createObjectNode().put("unwanted", true);
    return allows(types, "null") ? NODES.booleanNode(true) : NODES.nullNode();
  }

  private static boolean allows(JsonNode types, String type) {
    if (types.isString()) return types.stringValue().equals(type);
    for (JsonNode each : types) if (each.asString("").equals(type)) return true;
    return false;
  }

  /// The same values, with more decimals than exact arithmetic supports.
  static String withTooManyDecimals(JsonNode payload) {
    return Json.write(lengthened(payload));
  }

  private static JsonNode lengthened(JsonNode node) {
    if (node.isNumber()) {
      BigDecimal value = node.decimalValue();
      return NODES.numberNode(value.setScale(Math.max(value.scale(), POISON_DECIMALS)));
    }
    if (node instanceof ObjectNode object) {
      ObjectNode copy = NODES.objectNode();
      for (var member : object.properties())
        copy.set(member.getKey(), lengthened(member.getValue()));
      return copy;
    }
    if (node instanceof ArrayNode array) {
      ArrayNode copy = NODES.arrayNode();
      for (JsonNode each : array) copy.add(lengthened(each));
      return copy;
    }
    return node;
  }
}
